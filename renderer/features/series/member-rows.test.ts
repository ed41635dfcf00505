import { expect, test } from 'vitest';
import type { MemberOverview } from '../../../app/contract/juliabase.ts';
import { filesInWords, matchingMembers, memberRows } from './member-rows.ts';

const facts: MemberOverview = {
  id: 2,
  name: '14S-002',
  problem: null,
  currentLocation: null,
  responsiblePerson: 'r.calvert',
  purpose: 'SC variation',
  topic: null,
  processCount: 3,
  lastProcess: 'PDS measurement',
  lastProcessUtc: null,
};
const page = {
  name: 's',
  members: [
    { id: 1, name: '14S-001' },
    { id: 2, name: '14S-002' },
  ],
  results: [],
  url: 'http://lab/',
};
const rows = memberRows(page, { members: [facts], processTypes: [] });

test('members keep their order and get their facts when they are there', () => {
  expect(rows).toEqual([
    { id: 1, name: '14S-001', overview: null },
    { id: 2, name: '14S-002', overview: facts },
  ]);
});

test('every word of a filter has to occur somewhere', () => {
  expect(matchingMembers(rows, ' 14s ').length).toBe(2);
  expect(matchingMembers(rows, 'pds calv')).toEqual([rows[1]]);
  expect(matchingMembers(rows, 'pds 001')).toEqual([]);
});

test('found and missing files add up', () => {
  const type = { typeName: 'PDS measurement', sampleCount: 9, processCount: 9 };
  expect(filesInWords({ ...type, filesNamed: 0, filesFound: 0 })).toBeNull();
  expect(filesInWords({ ...type, filesNamed: 9, filesFound: 9 })).toBe('9 files found');
  expect(filesInWords({ ...type, filesNamed: 9, filesFound: 8 })).toBe('1 of 9 files missing');
});
