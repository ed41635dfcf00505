import { expect, test } from 'vitest';
import { draftOf, noServer, serverErrors } from './server-draft.ts';

test('the name is that of the host unless another is given; no address of files is none', () => {
  const cgiUrl = 'https://drms.example.org/cgi-bin/ajax/';
  expect(draftOf({ ...noServer, cgiUrl: ` ${cgiUrl} ` })).toEqual({
    name: 'drms.example.org',
    cgiUrl,
    downloadUrl: null,
  });
  expect(serverErrors({ ...noServer, cgiUrl })).toEqual({});
});

test('each wrong field has its sentence', () => {
  expect(serverErrors({ name: '', cgiUrl: 'drms.example.org', downloadUrl: 'files' })).toEqual({
    name: 'Give the server a name.',
    cgiUrl: 'Give the whole address, starting with https:// or http://.',
    downloadUrl: 'Give the whole address, starting with https:// or http://.',
  });
});
