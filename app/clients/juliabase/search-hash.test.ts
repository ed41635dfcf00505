import { expect, test } from 'vitest';
import { searchHash } from './search-hash.ts';

test.each<[[string, string][], string]>([
  [
    [
      ['_model', 'Sample'],
      ['_old_model', 'Sample'],
    ],
    'b79bfe2d2af28b369fcbce5f1537ea65f123de6b',
  ],
  [
    [
      ['name', 'é'],
      ['_old_model', 'SampleSeries'],
      ['_model', 'SampleSeries'],
    ],
    '6b5df9a2ae679f0d5e1aeb0b9da73b7390fd6a3c',
  ],
])('the digest of %j is the one of the server', (parameters, digest) => {
  expect(searchHash(parameters)).toBe(digest);
});
