import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locateServerFile, mapServerPath } from './path-rules.ts';

const rules = [
  { serverPrefix: '', localFolder: '/data/relative' },
  { serverPrefix: '/mnt/lab', localFolder: '/data/lab' },
  { serverPrefix: '/mnt/lab/new', localFolder: '/data/new' },
  { serverPrefix: 'P:\\pds', localFolder: '/data/pds' },
];

describe('mapServerPath', () => {
  test.each([
    ['a/b.dat', '/data/relative/a/b.dat'],
    ['/mnt/lab/x.dat', '/data/lab/x.dat'],
    ['/mnt/lab/new/x.dat', '/data/new/x.dat'],
    ['P:\\pds\\2026\\pds_27.dat', '/data/pds/2026/pds_27.dat'],
    ['p:/PDS/x.dat', '/data/pds/x.dat'],
    ['./a//b.dat', '/data/relative/a/b.dat'],
  ])('%s → %s', (serverPath, localPath) => {
    expect(mapServerPath(serverPath, rules)).toMatchObject({ state: 'mapped', localPath });
  });

  test.each([
    ['../secret', 'refused'],
    ['a/../../secret', 'refused'],
    ['/mnt/lab/../../etc/passwd', 'refused'],
    ['a\\..\\..\\x', 'refused'],
    ['a/C:/x', 'refused'],
    ['a\u0000b', 'refused'],
    ['', 'refused'],
    ['/etc/passwd', 'unmapped'],
    ['/mnt/labor/x.dat', 'unmapped'],
    ['D:\\x.dat', 'unmapped'],
    ['\\\\server\\share\\x', 'unmapped'],
  ])('%s is %s', (serverPath, state) => {
    expect(mapServerPath(serverPath, rules)).toMatchObject({ state });
  });

  test('never leaves the folder of its rule', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      'a',
      'b.dat',
      '',
      '/',
      '\\',
      'C:',
      '~',
      ' ',
      '\u0000',
      '%2e%2e',
      '/mnt/lab',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('/', '\\', ''), (parts, glue) => {
        const mapped = mapServerPath(parts.join(glue), rules);
        if (mapped.state === 'mapped') expect(mapped.localPath.startsWith(`${mapped.folder}/`)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('locateServerFile', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'quarry-paths-'));
    await mkdir(join(root, 'inside'));
    await writeFile(join(root, 'inside', 'a.dat'), '1 2\n');
    await writeFile(join(root, 'secret.txt'), 'secret');
    await symlink(join(root, 'secret.txt'), join(root, 'inside', 'link.dat'));
  });
  afterAll(() => rm(root, { recursive: true }));

  test.each([
    ['a.dat', 'found'],
    ['b.dat', 'missing'],
    ['link.dat', 'refused'],
    ['../secret.txt', 'refused'],
    ['a.dat/x', 'missing'],
  ])('%s is %s', async (serverPath, state) => {
    const inside = [{ serverPrefix: '', localFolder: join(root, 'inside') }];
    expect(await locateServerFile(serverPath, inside)).toMatchObject({ state });
  });
});
