import { expect, test } from 'vitest';
import { type Check, type CheckEnd, runSideBySide } from './side-by-side.ts';

const script = (what: string, code: string): Check => ({ what, program: process.execPath, args: ['-e', code] });

test('tells of each check what it has written and whether it failed, also of one that cannot start', async () => {
  const checks = [
    script('good', 'console.log("fine")'),
    script('bad', 'console.error("wrong"); process.exitCode = 3'),
    { what: 'missing', program: 'no-such-program-of-quarry', args: [] },
  ];
  const ends = new Map<string, CheckEnd>();
  const broken = await runSideBySide(checks, { lanes: 2, onEnd: ({ what }, end) => ends.set(what, end) });
  expect(broken.toSorted()).toEqual(['bad', 'missing']);
  expect(ends.get('good')).toEqual({ ok: true, output: 'fine\n' });
  expect(ends.get('bad')).toEqual({ ok: false, output: 'wrong\n' });
  expect(ends.get('missing')?.ok).toBe(false);
});
