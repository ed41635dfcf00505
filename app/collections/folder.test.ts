import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeDisk } from '../clients/http/download/disk.ts';
import { AppError } from '../contract/app-error.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { checkFiles, readManifest } from './read-folder.ts';
import { type ExportedItem, type FolderExport, type FolderSummary, writeFolder } from './write-folder.ts';

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quarry-folder-'));
  folder = join(root, 'out');
});
afterEach(() => rmSync(root, { recursive: true }));

const timeUtc = '2026-11-21T10:00:00.000Z';
const item = (name: string): ExportedItem => ({
  ...{ thing: { kind: 'sample', connectionId: 'lab', name }, title: name, note: '', tags: [] },
  ...{
    origin: { system: 'juliabase', name: 'Lab', url: 'https://lab.example.org/' },
    asOfUtc: null,
    addedUtc: timeUtc,
  },
});
const file = (name: string, text = name) => ({
  ...{ name, mediaType: 'text/plain', about: 'A text', asOfUtc: timeUtc, bytes: new TextEncoder().encode(text) },
});

function write(more: Partial<FolderExport> = {}): Promise<FolderSummary> {
  return writeFolder({
    ...{ folder, aside: `${folder}.part`, quarryVersion: '1.0.0', exportedUtc: timeUtc, items: [item('a'), item('b')] },
    collection: { name: 'Anneal | 180', notes: '# why', tags: ['t'], colour: 'blue', createdUtc: timeUtc },
    read: async function* ({ title }) {
      yield file('facts.txt', title);
      yield file('../../facts.txt', `${title} again`);
    },
    ...{ onProgress: () => undefined, signal: new AbortController().signal },
    ...more,
  });
}

async function* brokenOff(): AsyncGenerator<Uint8Array, void, void> {
  yield new Uint8Array(3);
  throw new AppError('network', 'Lab does not answer.');
}

const check = async (): Promise<void> =>
  checkFiles(folder, await readManifest(folder), {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
const manifest = (): Manifest => JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
const rewrite = (change: object): void =>
  writeFileSync(join(folder, manifestName), JSON.stringify({ ...manifest(), ...change }));

describe('an exported folder', () => {
  test('has every file under a safe name, with its digest, and nothing beside it', async () => {
    expect(await write()).toEqual({ files: 4, bytes: 16, incomplete: 0 });
    expect(readdirSync(root)).toEqual(['out']);
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'data', 'manifest.json', 'ro-crate-metadata.json']);
    const [first] = manifest().items;
    expect(first?.files.map(({ path }) => path)).toEqual([
      'data/001-sample-a/facts.txt',
      expect.stringMatching(/^data\/001-sample-a\/facts-[0-9a-f]{8}\.txt$/),
    ]);
    expect(first?.files[0]).toMatchObject({
      bytes: 1,
      sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    });
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('# Anneal \\| 180');
    await check();
  });

  test('keeps what came before a failure of a server, and says what is missing', async () => {
    const summary = await write({
      read: async function* ({ title }) {
        yield file('facts.txt');
        if (title === 'b') yield { ...file('half.txt'), bytes: brokenOff() };
      },
    });
    expect(readdirSync(join(folder, 'data/002-sample-b'))).toEqual(['facts.txt']);
    expect(summary).toMatchObject({ files: 2, incomplete: 1 });
    expect(manifest().items.map(({ problem, files }) => [problem, files.length])).toEqual([
      [null, 1],
      ['Lab does not answer.', 1],
    ]);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('Lab does not answer.');
    await check();
  });

  test.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk can only be read'],
  ])('a disk that fails in the middle (%s) is told in a sentence, and nothing is left', async (code, words) => {
    let writes = 0;
    const disk = {
      ...nodeDisk,
      open: async (path: string) => {
        writes += 1;
        const opened = await nodeDisk.open(path);
        if (writes < 3) return opened;
        return { ...opened, write: () => Promise.reject(Object.assign(new Error(code), { code })) };
      },
    };
    await expect(write({ disk })).rejects.toMatchObject({
      ...{
        code: 'storage',
        message: `${folder} was not exported: ${words}.`,
        // It ends there: it does not wait in silence for room.
        retryable: false,
        remedy: expect.stringContaining('nothing was left'),
      },
    });
    expect(readdirSync(root)).toEqual([]);
  });

  test('a cancelled export leaves nothing; a folder that is there is left as it is', async () => {
    const controller = new AbortController();
    const read = async function* () {
      yield file('a.txt');
      controller.abort();
      yield file('b.txt');
    };
    await expect(write({ read, signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(root)).toEqual([]);
    mkdirSync(folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    await expect(write()).rejects.toMatchObject({ code: 'conflict' });
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });
});

describe('an import refuses', () => {
  beforeEach(() => write());
  const changedFile = (path: string): void => {
    const [first, ...others] = manifest().items;
    if (first === undefined) throw new Error('The export has no thing.');
    rewrite({
      items: [{ ...first, files: first.files.map((one, at) => (at === 0 ? { ...one, path } : one)) }, ...others],
    });
  };

  test.each([
    ['/etc/passwd', 'is an absolute path'],
    ['C:\\x', 'is an absolute path'],
    ['\\\\server\\x', 'is an absolute path'],
    ['../out2/x', 'lies outside the folder'],
    ['data/../../x', 'lies outside the folder'],
    ['data\\..\\x', 'lies outside the folder'],
    ['data//x', 'is no plain path'],
    ['./data/x', 'is no plain path'],
    ['data/x\u0000.txt', 'has signs that no file name has'],
    ['manifest.json', 'is named twice'],
    ['README.MD', 'is named twice'],
  ])('the path %j', async (path, reason) => {
    changedFile(path);
    await expect(check()).rejects.toMatchObject({
      ...{
        code: 'invalid-input',
        message: expect.stringContaining(`the file ${JSON.stringify(path)}, which ${reason}`),
      },
    });
  });

  test('a link, and a file behind a linked folder', async () => {
    const path = join(folder, 'data/001-sample-a/facts.txt');
    rmSync(path);
    writeFileSync(join(root, 'secret'), 'a');
    symlinkSync(join(root, 'secret'), path);
    await expect(check()).rejects.toMatchObject({
      message: 'The file data/001-sample-a/facts.txt is a link, or lies behind one.',
    });
    renameSync(join(folder, 'data'), join(root, 'data'));
    symlinkSync(join(root, 'data'), join(folder, 'data'));
    await expect(check()).rejects.toMatchObject({ message: expect.stringContaining('lies behind one') });
  });

  test.each<[string, () => void, string]>([
    ['another content', () => writeFileSync(join(folder, 'data/001-sample-a/facts.txt'), 'x'), 'has another content'],
    [
      'another size',
      () => writeFileSync(join(folder, 'data/001-sample-a/facts.txt'), 'xx'),
      'has 2 bytes, the manifest says 1',
    ],
    ['a missing file', () => rmSync(join(folder, 'data/001-sample-a/facts.txt')), 'is missing in the folder'],
    ['a changed README', () => writeFileSync(join(folder, 'README.md'), ''), 'The file README.md has 0 bytes'],
    ['a newer version', () => rewrite({ version: 2 }), 'was written by a newer Quarry: its version is 2'],
    ['another format', () => rewrite({ format: 'x' }), 'is no manifest of an exported collection'],
    ['no JSON', () => writeFileSync(join(folder, manifestName), '{'), 'it is no JSON'],
    [
      'a damaged entry',
      () => rewrite({ items: [{ ...manifest().items[0], thing: { kind: 'apple' } }] }),
      'at items[0].thing',
    ],
    ['no manifest', () => rmSync(join(folder, manifestName)), 'it has no manifest.json'],
    ['no folder', () => rmSync(folder, { recursive: true }), 'There is no folder'],
  ])('%s', async (_what, damage, words) => {
    damage();
    await expect(check()).rejects.toMatchObject({
      message: expect.stringContaining(words),
      remedy: expect.any(String),
    });
  });
});
