import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeClock } from '../../../../platform/node/node-clock.ts';
import { type TarEntry, tarBytes } from '../../../../testing/tar-bytes.ts';
import type { ArchiveContent, DownloadItem, Downloads, FileEntry, UnpackOutcome } from '../api.ts';
import { createDownloads } from '../downloads.ts';

const archive: DownloadItem = {
  ...{ id: 'archive', group: 'g', record: null, segment: null },
  ...{ url: 'http://127.0.0.1:1/a.tar', name: 'a.tar' },
};
const calm = new AbortController().signal;

let home = '';
let folder = '';
let downloads: Downloads;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarry-archive-'));
  folder = join(home, 'inner', 'files');
  downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test' });
});
afterEach(async () => {
  await downloads.close();
  rmSync(home, { recursive: true, force: true });
});

function wish(path: string, record = `demo.series[${path}]`): ArchiveContent {
  return { id: `g/${path}`, record, segment: null, path };
}

/** Puts the archive into the folder as if it had been fetched. */
async function unpack(
  bytes: Uint8Array,
  contents: readonly ArchiveContent[],
): Promise<{ outcome: UnpackOutcome; entries: FileEntry[] }> {
  const open = await downloads.open(folder);
  try {
    writeFileSync(join(folder, archive.name), bytes);
    const { id, group, url } = archive;
    await open.putEntry({
      ...{ id, group, url, record: null, segment: null, file: archive.name, bytes: bytes.length, sha256: '' },
      ...{ state: 'verified', message: null, asOf: new Date().toISOString() },
    });
    const outcome = await open.unpack(archive, contents, calm);
    return { outcome, entries: open.entries('g') };
  } finally {
    await open.close();
  }
}

function namesHere(): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('manifest.'));
}

function refusedOf(outcome: UnpackOutcome): { path: string; message: string }[] {
  if (outcome.outcome !== 'finished') throw new Error(outcome.reason.message);
  return outcome.refused;
}

const paths = [
  ...['../out', '../../out', 'a/../../out', 'a/../b', '..', 'a/..', '..\\out', 'a\\..\\..\\out', './../out'],
  ...['/out', '//out', '///etc/passwd', '/', '\\out', '\\\\server\\share\\out', '//server/share/out', '\\\\?\\C:\\out'],
  ...['C:\\out', 'c:/out', 'C:out', 'Z:', 'c:../out', '\\\\.\\PhysicalDrive0', '/dev/null', '/proc/self/mem'],
  ...['a//../../out', 'a/./../../out', '/../out', 'C:/../out', '..//out', 'a\\/..\\/../out'],
  ...['\\..\\out', '/a/../../out', 'C:\\..\\out', 'a/..\\..\\out', '~/../out', '%2e%2e/../out'],
];
const kinds = ['1', '2', '3', '4', '6', '7', 'S', 'M', 'V', 'D'];
const tricks: TarEntry[] = [
  ...paths.map((path) => ({ path, content: 'out' })),
  ...kinds.filter((kind) => kind !== '7').map((kind) => ({ path: `kind-${kind}`, kind, link: '../out' })),
  ...['/etc/passwd', '..', '../../out', 'C:\\out', 'good.txt', '.'].flatMap((link) => [
    { path: `link-to-${paths.length}${link.length}`, kind: '2', link },
    { path: `hard-${paths.length}${link.length}`, kind: '1', link },
  ]),
  { path: 'out', prefix: '..', content: 'out' },
  { path: 'out', prefix: '/tmp', content: 'out' },
  { path: 'out', prefix: 'C:', content: 'out' },
  { path: '../', kind: '0', content: 'out' },
  { path: 'spoilt', content: 'out', isSpoilt: true },
];

describe('an archive of a server', () => {
  it('becomes files with their records, checked, and is gone then', async () => {
    const bytes = tarBytes([
      { path: 'index.json', content: '{}' },
      { path: './one.txt', content: 'one' },
      { path: 'Ux/', kind: '5' },
      { path: 'Ux/part1.out', content: 'first' },
      { path: 'Ux/part2.out', content: 'second' },
      { path: 'run.sh', content: '#!/bin/sh' },
    ]);
    const { outcome, entries } = await unpack(bytes, [wish('one.txt'), wish('Ux'), wish('absent.txt')]);
    expect(outcome).toEqual({ outcome: 'finished', refused: [] });
    expect(entries.map(({ file, record, state }) => [file, record, state])).toEqual([
      ['one.txt', 'demo.series[one.txt]', 'verified'],
      ['Ux.part1.out', 'demo.series[Ux]', 'verified'],
      ['Ux.part2.out', 'demo.series[Ux]', 'verified'],
      [null, 'demo.series[absent.txt]', 'missing'],
    ]);
    expect(entries[0]).toMatchObject({ bytes: 3, sha256: createHash('sha256').update('one').digest('hex') });
    expect(readFileSync(join(folder, 'Ux.part2.out'), 'utf8')).toBe('second');
    expect(namesHere().toSorted()).toEqual(['Ux.part1.out', 'Ux.part2.out', 'one.txt']);

    // Again, as after a kill: what is here stays as it is.
    const again = await unpack(bytes, [wish('one.txt'), wish('Ux')]);
    expect(again.entries).toEqual(entries);
    expect(namesHere()).toHaveLength(3);
  });

  it('of 60 tricks and more: each entry is refused and listed, the rest is unpacked, nothing lies outside', async () => {
    expect(tricks.length).toBeGreaterThanOrEqual(60);
    for (const trick of tricks) {
      const good = { path: 'good.txt', content: 'good' };
      const { outcome, entries } = await unpack(tarBytes([trick, good]), [wish('good.txt'), wish(trick.path)]);
      const place = JSON.stringify(trick);
      expect(refusedOf(outcome).length, place).toBeGreaterThanOrEqual(1);
      expect(refusedOf(outcome)[0]?.message, place).toMatch(/^It/);
      expect(
        entries.find(({ id }) => id === 'g/good.txt'),
        place,
      ).toMatchObject({ state: 'verified' });
      expect(readdirSync(home), place).toEqual(['inner']);
      expect(readdirSync(join(home, 'inner')), place).toEqual(['files']);
      expect(namesHere(), place).toEqual(['good.txt']);
      expect(lstatSync(join(folder, 'good.txt')).isFile(), place).toBe(true);
      rmSync(folder, { recursive: true });
    }
  });

  it('writes through no link that lies in the folder, and over no file of others', async () => {
    await (await downloads.open(folder)).close();
    symlinkSync(join(home, 'elsewhere'), join(folder, 'one.txt'));
    writeFileSync(join(folder, 'TWO.txt'), 'my own');
    const { entries } = await unpack(
      tarBytes([
        { path: 'one.txt', content: 'one' },
        { path: 'two.txt', content: 'two' },
      ]),
      [wish('one.txt'), wish('two.txt')],
    );
    expect(existsSync(join(home, 'elsewhere'))).toBe(false);
    expect(readFileSync(join(folder, 'TWO.txt'), 'utf8')).toBe('my own');
    expect(entries.map(({ file }) => file)).toEqual([
      expect.stringMatching(/^one-[0-9a-f]{8}\.txt$/),
      expect.stringMatching(/^two-[0-9a-f]{8}\.txt$/),
    ]);
  });

  it('keeps members apart that differ in letter case only, or are named twice', async () => {
    const { outcome } = await unpack(
      tarBytes([
        { path: 'a.txt', content: 'small' },
        { path: 'A.TXT', content: 'large' },
        { path: 'a.txt', content: 'other' },
      ]),
      [wish('a.txt'), wish('A.TXT')],
    );
    expect(refusedOf(outcome)).toEqual([{ path: 'a.txt', message: 'The archive names it twice.' }]);
    expect(namesHere()).toHaveLength(2);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('small');
  });

  it.each([
    ['cut off in a file', tarBytes([{ path: 'a.txt', content: 'x'.repeat(5000) }]).subarray(0, 2000)],
    ['cut off while packed', gzipSync(tarBytes([{ path: 'b', content: 'x'.repeat(90_000) }])).subarray(0, 100)],
    ['empty', Buffer.alloc(0)],
    ['no archive', Buffer.from('<html>sorry</html>'.repeat(100))],
    ['a bomb', gzipSync(tarBytes([{ path: 'a.txt', content: new Uint8Array(40 * 1024 * 1024) }]))],
    ['too many entries', tarBytes(Array.from({ length: 100_001 }, (_, n) => ({ path: `f${n}`, kind: '5' })))],
  ])('that is %s: told in words, and fetched anew the next time', async (_, bytes) => {
    const { outcome, entries } = await unpack(bytes, [wish('a.txt')]);
    expect(outcome).toMatchObject({ outcome: 'bad', reason: { code: 'bad-response', retryable: true } });
    expect(entries).toEqual([]);
    expect(namesHere()).toEqual([]);
  });

  it('takes packed archives, and tells of members that are not what their names say', async () => {
    const { entries } = await unpack(
      gzipSync(
        tarBytes([
          { path: 'a.fits', content: '<html>no</html>' },
          { path: 'b.txt', content: 'b' },
        ]),
      ),
      [wish('a.fits'), wish('b.txt')],
    );
    expect(entries).toMatchObject([
      { state: 'verified', file: 'b.txt' },
      { state: 'failed', file: null, message: expect.stringContaining('FITS') },
    ]);
  });
});
