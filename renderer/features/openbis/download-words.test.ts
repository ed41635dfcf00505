import { expect, test } from 'vitest';
import { type DownloadPlan, lacksRoom, planInWords } from './download-words.ts';

const plan: DownloadPlan = {
  ...{ folder: '/data/1-1', files: 24, bytes: 2_000_000, here: { files: 0, bytes: 0 }, freeBytes: 5_000_000 },
};

test('files, bytes and room', () => {
  expect(planInWords(plan)).toMatch(/^24 files, 2\.0\sMB\. 5\.0\sMB free\.$/);
  expect(planInWords({ ...plan, files: 1, freeBytes: null })).toMatch(/^1 file, 2\.0\sMB\.$/);
});

test('what is here already is not counted as missing', () => {
  expect(planInWords({ ...plan, here: { files: 20, bytes: 1_500_000 } })).toContain('20 are here already');
  expect(planInWords({ ...plan, here: { files: 24, bytes: 2_000_000 } })).toContain('All of them are here already');
});

test('room is needed for what is missing only; without knowing it nothing is claimed', () => {
  expect(lacksRoom(plan)).toBe(false);
  expect(lacksRoom({ ...plan, freeBytes: 1_000_000 })).toBe(true);
  expect(lacksRoom({ ...plan, freeBytes: 1_000_000, here: { files: 20, bytes: 1_500_000 } })).toBe(false);
  expect(lacksRoom({ ...plan, freeBytes: null })).toBeNull();
});
