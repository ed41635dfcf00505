import { describe, expect, test } from 'vitest';
import { matchEncoded, matchUnencoded, targetOf } from './target.ts';

const names = ['lab', 'lab/two', 'my lab'];
const sample = 'openbis/sample/{connection}/{identifier}';
const dataSet = 'openbis/dataset/{connection}/{permId}/{downloadPath}';

describe('the part below the base path', () => {
  test.each([
    ['/openbis/conns?token=t', '/', 'openbis/conns'],
    ['/user/ada/openbis/conns', '/user/ada/', 'openbis/conns'],
    ['/', '/', ''],
    ['/user/ada/', '/user/ada/', ''],
    ['/openbis/conn/a%2Fb', '/', 'openbis/conn/a%2Fb'],
  ])('of %s under %s stays as it was sent', (url, base, path) => expect(targetOf(url, base)?.path).toBe(path));

  test.each([
    ['/openbis/conns', '/user/ada/'],
    ['//evil.example/', '/'],
    ['http://evil.example/', '/'],
    ['*', '/'],
    [undefined, '/'],
  ])('there is none in %s under %s', (url, base) => expect(targetOf(url, base)).toBeUndefined());

  test('the query keeps its question marks', () => expect(targetOf('/a?x=1?2&y=3', '/')?.query.get('x')).toBe('1?2'));
});

describe('properly encoded paths', () => {
  test.each([
    [sample, 'openbis/sample/lab/%2FLAB%2FPROJ%2FS1', ['lab', '/LAB/PROJ/S1']],
    [sample, 'openbis/sample/my%20lab/20230405101112131-7', ['my lab', '20230405101112131-7']],
    [dataSet, 'openbis/dataset/lab/1-7/%2Fhome%2Fada', ['lab', '1-7', '/home/ada']],
    [dataSet, 'openbis/dataset/lab/1-7/', ['lab', '1-7', '']],
    ['openbis/conn/{name}', 'openbis/conn/a%252Fb', ['a%2Fb']],
    ['openbis/conns', 'openbis/conns', []],
  ])('%s: %s is decoded once', (template, path, values) => expect(matchEncoded(template, path, names)).toEqual(values));

  test.each([
    [sample, 'openbis/sample/lab//LAB/PROJ/S1'],
    [sample, 'openbis/sample/other/S1'],
    ['openbis/conns', 'openbis/conns/'],
    ['openbis/conn/{name}', 'openbis/conns'],
  ])('%s is not %s', (template, path) => expect(matchEncoded(template, path, names)).toBeUndefined());

  test('broken encoding is no text', () =>
    expect(() => matchEncoded('openbis/conn/{name}', 'openbis/conn/%zz', names)).toThrow(URIError));
});

describe('paths with slashes left as they are', () => {
  test.each([
    // The original reads the connection `c//LAB/PROJ` here.
    [sample, 'openbis/sample/lab//LAB/PROJ/S1', ['lab', '/LAB/PROJ/S1']],
    [sample, 'openbis/sample/lab/two//LAB/PROJ/S1', ['lab/two', '/LAB/PROJ/S1']],
    [dataSet, 'openbis/dataset/lab/1-7//home/ada/data', ['lab', '1-7', '/home/ada/data']],
    [dataSet, 'openbis/dataset/lab/two/1-7/data/raw', ['lab/two', '1-7', 'data/raw']],
    ['openbis/conn/{name}', 'openbis/conn/lab/two', ['lab/two']],
    [sample, 'openbis/sample/other/S1', ['other', 'S1']],
  ])('%s: of %s the longest connection counts', (template, path, values) =>
    expect(matchUnencoded(template, path, names)).toEqual(values),
  );

  test('nobody knows where an unknown name ends', () =>
    expect(matchUnencoded(sample, 'openbis/sample/other//LAB/PROJ/S1', names)).toBeUndefined());
});
