import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { CollectionThing } from '../../contract/collections.ts';
import { parseThing } from './thing-text.ts';

const places = { connectionId: async () => 'lab', serverId: 'jsoc' };

test.each<[string, CollectionThing]>([
  ['sample:26S-001', { kind: 'sample', connectionId: 'lab', name: '26S-001' }],
  ['series:µc-Si:H SC variation', { kind: 'series', connectionId: 'lab', name: 'µc-Si:H SC variation' }],
  ['result:57', { kind: 'result', connectionId: 'lab', id: 57 }],
  ['figure:series:a:b', { kind: 'figure', connectionId: 'lab', of: 'series', name: 'a:b' }],
  ['mining:topic:Anneal', { kind: 'mining', connectionId: 'lab', of: 'topic', name: 'Anneal' }],
  ['records:hmi.v_45s[$]', { kind: 'records', serverId: 'jsoc', recordSet: 'hmi.v_45s[$]' }],
  ['sql:SELECT 1 FROM "a:b"', { kind: 'sql', statement: 'SELECT 1 FROM "a:b"' }],
  [
    'openbis-file:2026-1/original/a.txt',
    { kind: 'openbis-file', connectionId: 'lab', permId: '2026-1', path: 'original/a.txt' },
  ],
  ['fits-file:a.fits', { kind: 'fits-file', path: resolve('a.fits') }],
  ['openbis-object:/LAB/S1', { kind: 'openbis-object', connectionId: 'lab', reference: '/LAB/S1' }],
])('%s', async (text, thing) => expect(await parseThing(text, places)).toEqual(thing));

test.each([
  '',
  'sample',
  'sample:',
  'result:x',
  'result:-1',
  'figure:name',
  'mining:all:x',
  'nothing:x',
  'fits-segment:x',
])('%j is none', async (text) => {
  await expect(parseThing(text, places)).rejects.toMatchObject({ code: 'invalid-input', remedy: expect.any(String) });
});

test('things are looked for at a connection of their kind', async () => {
  const kinds = { connectionId: async (kind: string) => kind, serverId: 'jsoc' };
  expect(await parseThing('sample:26S-001', kinds)).toMatchObject({ connectionId: 'juliabase' });
  expect(await parseThing('openbis-object:/LAB/S1', kinds)).toMatchObject({ connectionId: 'openbis' });
});
