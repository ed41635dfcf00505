import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLab, openCommandLab } from '../../../testing/command-lab.ts';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';

let lab: CommandLab;
beforeAll(async () => {
  lab = await openCommandLab();
});
afterAll(() => lab.close());

const collection = (...args: string[]): Promise<CommandEnd> => runCommandLine(['collection', ...args]);

test('a collection is made, shown, exported and imported again by commands', async () => {
  expect((await collection('list')).data).toMatch(/^No collections yet/);
  const made = await collection('add', '--new', 'Anneal', 'sample:26S-001', 'records:hmi.v_45s[$]', '--tag', 'best');
  expect(made).toMatchObject({ code: 0, data: '2 things are added to Anneal.' });
  expect((await collection('add', 'anneal', 'sample:26S-001')).data).toBe(
    '0 things are added to Anneal. 1 were there already.',
  );
  expect((await collection('show', 'anneal')).data).toMatch(/sample +26S-001 +Lab +– +best/);

  const target = join(lab.folder, 'out');
  expect(await collection('export', 'Anneal', target)).toMatchObject({
    ...{ code: 0, data: expect.stringContaining(`Anneal is exported to ${target}: 2 files`) },
  });
  expect(readFileSync(join(target, 'README.md'), 'utf8')).toContain('| 1 | sample | 26S-001 | Lab');
  expect(await collection('export', 'Anneal', target)).toMatchObject({
    ...{ code: expect.any(Number), talk: expect.stringContaining('is there already. Give the name of a new folder') },
  });
  expect((await collection('import', target)).data).toBe('2 things are added to Anneal (2).');
  const merged = await collection('import', target, '--into', 'Anneal', '--json');
  expect(JSON.parse(merged.data)).toMatchObject({ name: 'Anneal', added: 0, alreadyThere: 2 });
  expect(JSON.parse((await collection('list', '--json')).data)).toMatchObject([
    { name: 'Anneal', count: 2 },
    { name: 'Anneal (2)', count: 2 },
  ]);
  expect((await collection('undo')).data).toBe('Undone: Import collection Anneal (2)');
});

test('says what is wrong with a name, a thing or a folder', async () => {
  expect((await collection('show', 'Nothing')).talk).toContain('There is no collection "Nothing".');
  expect((await collection('add', 'Anneal', 'apple:1')).talk).toContain('"apple:1" names no thing.');
  const missing = join(lab.folder, 'none');
  expect((await collection('import', missing)).talk).toContain(`There is no folder ${missing}.`);
  expect(existsSync(missing)).toBe(false);
});
