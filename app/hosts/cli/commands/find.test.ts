import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLab, openCommandLab } from '../../../testing/command-lab.ts';
import { runCommandLine } from '../../../testing/command-line.ts';

let lab: CommandLab;

/** A sample was looked at; then the server is gone. */
beforeAll(async () => {
  lab = await openCommandLab();
  await runCommandLine(['jb', 'sample', '26S-001']);
  await lab.demo.close();
});
afterAll(() => lab.close());

test('finds without a server what was seen, as text and as JSON', async () => {
  const text = await runCommandLine(['find', '26s', '--kind', 'sample']);
  expect(text).toMatchObject({ code: 0, data: expect.stringMatching(/^Kind +Name(.*\n)+sample +26S-001 .* Lab +2/) });
  const json = await runCommandLine(['find', '26S-001', '--kind', 'sample', '--json']);
  expect(JSON.parse(json.data)).toMatchObject({ total: 1, isComplete: true, hits: [{ title: '26S-001' }] });
  expect((await runCommandLine(['find', '--', '-"*:'])).code).toBe(0);
});

test('says how a word was read, and what there is more', async () => {
  expect((await runCommandLine(['find', 'measuremnt', '--limit', '1'])).talk).toMatch(
    /^Nothing begins with measuremnt; read as measurement\.\n1 of \d+; give --limit to see more\.$/,
  );
  expect(await runCommandLine(['find', 'qqqqq'])).toMatchObject({ code: 0, data: 'Nothing that is kept here fits.' });
});

test('an unknown kind or a silly limit is refused', async () => {
  expect((await runCommandLine(['find', 'x', '--kind', 'planet'])).code).toBe(2);
  expect((await runCommandLine(['find', 'x', '--limit', '0'])).code).toBe(2);
});
