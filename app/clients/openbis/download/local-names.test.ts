import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameKey } from '../../../domain/drms/file-names.ts';
import type { DataSetFile } from '../model.ts';
import { localPlan } from './local-names.ts';

function listed(...paths: string[]): DataSetFile[] {
  return paths.map((path) => {
    const isFolder = path.endsWith('/');
    return { path: isFolder ? path.slice(0, -1) : path, isFolder, sizeBytes: 1, crc32: null, checksum: null };
  });
}

function names(paths: string[], flatten = false): Record<string, string> {
  const { files } = localPlan(listed(...paths), flatten);
  return Object.fromEntries(files.map(({ file, folders, name }) => [file.path, [...folders, name].join('/')]));
}

describe('names of files of data sets', () => {
  it('stay as they are where they can', () => {
    const paths = ["original/it's.txt", 'original/a,b.txt', 'original/d e/ü.txt', 'original/100%.txt'];
    expect(Object.keys(names(paths))).toHaveLength(4);
    for (const [told, local] of Object.entries(names(paths))) expect(local).toBe(told);
  });

  it('are made safe and kept apart, folders too', () => {
    const paths = ['original/CON', 'original/a:b', 'original/a?b', 'original/X/1', 'original/x/1', 'original/x/.h'];
    const local = names([...paths, 'original/manifest.json', 'original/y.part']);
    expect(local['original/CON']).toBe('original/_CON');
    expect(local['original/a:b']).toBe('original/a_b');
    expect(local['original/a?b']).toMatch(/^original\/a_b-[0-9a-f]{8}$/);
    expect(local['original/x/.h']).toMatch(/^original\/x-[0-9a-f]{8}\/_\.h$/);
    expect(local['original/y.part']).toBe('original/y.part_');
    expect(names(['manifest.json'])['manifest.json']).toBe('manifest.json_');
    const keys = Object.values(local).map(fileNameKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('lose original/ and DEFAULT/ if the user wants it, and do not collide then', () => {
    const local = names(['original/DEFAULT/a', 'original/a', 'original/default/b', 'other/original/c'], true);
    expect(local['original/DEFAULT/a']).toBe('a');
    expect(local['original/a']).toMatch(/^a-[0-9a-f]{8}$/);
    expect(local['original/default/b']).toBe('b');
    expect(local['other/original/c']).toBe('other/original/c');
  });

  it.each(['/etc/passwd', 'C:/x', 'C:\\x', '\\\\host\\x', 'a/../../b', '..', 'a\0b', 'a\\..\\b'])(
    'that lead out of the folder are refused: %j',
    (path) => {
      const { files, refused } = localPlan(listed(path, 'fine'), false);
      expect(files.map(({ name }) => name)).toEqual(['fine']);
      expect(refused.map(({ file }) => file.path)).toEqual([path]);
    },
  );

  it('are the same in whatever order the server lists them', () => {
    const paths = ['o/README', 'o/readme', 'o/Readme', 'O/x'];
    expect(names(paths)).toEqual(names(paths.toReversed()));
  });

  it('also of empty folders, whose parents come first', () => {
    expect(localPlan(listed('a/b/c/', 'a/'), false).folders).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']]);
  });

  it('any text gives names that stay below the folder, all distinct', () => {
    const path = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(
          path.map((parts) => parts.join('/')),
          { maxLength: 8 },
        ),
        (paths) => {
          const { files } = localPlan(listed(...paths.filter((one) => !one.endsWith('/'))), false);
          const keys = files.map(({ folders, name }) => [...folders, name].map(fileNameKey).join('/'));
          expect(new Set(keys).size).toBe(keys.length);
          for (const { folders, name } of files)
            for (const part of [...folders, name]) expect(part).toMatch(/^(?!\.)[^/\\\0]+$/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
