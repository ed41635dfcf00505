import { describe, expect, it } from 'vitest';
import {
  checkAddressParameters,
  encodeParameters,
  listParameters,
  NONE,
  percent,
  seriesParameters,
  summaryParameters,
  wrapperParameters,
} from './requests.ts';
import { createServerRegistry } from './server-registry.ts';

describe('parameters', () => {
  it('only unreserved characters stay as they are', () => {
    const plain = 'ABCZabcz019_.-~';
    expect(percent(plain)).toBe(plain);
    expect(percent(' !\'()*[]{}/@?&=+,;#%"')).toBe('%20%21%27%28%29%2A%5B%5D%7B%7D%2F%40%3F%26%3D%2B%2C%3B%23%25%22');
    expect(percent('µ€')).toBe('%C2%B5%E2%82%AC');
    expect(
      encodeParameters([
        ['process=n', '0|a'],
        ['x', ''],
      ]),
    ).toBe('process%3Dn=0%7Ca&x=');
  });

  it('of lists of series', () => {
    expect(seriesParameters(null)).toEqual([]);
    expect(seriesParameters('')).toEqual([['filter', '']]);
    expect(wrapperParameters(createServerRegistry().get('jsoc'), 'hmi', false)).toEqual([
      ['dbhost', 'hmidb2'],
      ['filter', 'hmi'],
    ]);
  });

  it('of tables, in the order of the reference client', () => {
    expect(
      listParameters('a.b[]', {
        userhandle: 'u',
        n: -3.7,
        recinfo: true,
        link: 'L1 L2',
        seg: ['S'],
        key: ' A,B,\tC ',
      }),
    ).toEqual([
      ['op', 'rs_list'],
      ['ds', 'a.b[]'],
      ['key', 'A,B,C'],
      ['seg', 'S'],
      ['link', 'L1,L2'],
      ['R', '1'],
      ['n', '-3'],
      ['userhandle', 'u'],
    ]);
    expect(listParameters('a.b', { key: NONE, recinfo: true })).toContainEqual(['key', '**NONE**']);
    for (const nothing of [{}, { key: '' }, { key: ' , ' }, { seg: [], recinfo: true }])
      expect(() => listParameters('a.b', nothing)).toThrow('At least one key, seg or link must be specified');
    expect(summaryParameters('a.b')).toEqual([
      ['op', 'rs_summary'],
      ['ds', 'a.b'],
    ]);
  });

  it('an address is quoted before it is quoted', () => {
    expect(encodeParameters(checkAddressParameters('ada+sun@example.org'))).toBe(
      'address=ada%252Bsun%2540example.org&checkonly=1',
    );
  });
});
