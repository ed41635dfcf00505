import { expect, test } from 'vitest';
import { noUpload, type UploadValues } from './upload-draft.ts';
import { amountInWords, checkLines, problemsOf, type UploadCheck } from './upload-problems.ts';

const filled: UploadValues = { ...noUpload, type: 'SCAN', owner: '/LAB/S1', paths: ['/a'] };
const check: UploadCheck = {
  problems: [
    { key: 'type', message: 'There is no data set type “”.' },
    { key: 'prop.METHOD', message: 'Method is mandatory.' },
  ],
  ...{ files: 1, bytes: 2048 },
};

test('what is not filled in is said in the words of the form, once', () => {
  const problems = problemsOf(check, noUpload);
  expect(problems.map(({ key }) => key)).toEqual(['type', 'entityIdentifier', 'file', 'prop.METHOD']);
  expect(problems[0]?.message).toBe('Choose a dataset type.');
  expect(problemsOf(undefined, filled)).toEqual([]);
});

test('each thing that is looked at is fine or has its problems; parents only where there are some', () => {
  const lines = checkLines(problemsOf(check, filled), filled);
  expect(lines.map(({ problems }) => problems.length)).toEqual([1, 0, 1, 0]);
  expect(checkLines([], { ...filled, parents: [{ permId: '1-1', name: 'one' }] })).toHaveLength(5);
});

test('very large uploads are told of the better way', () => {
  expect(amountInWords(check)).toMatch(/^1 file, 2\.\d\skB\.$/);
  expect(amountInWords({ ...check, files: 2, bytes: 6 * 1024 ** 3 })).toMatch(/^2 files, .* folders that the server/);
});
