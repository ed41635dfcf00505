import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMapping } from './commands/connections.ts';
import { imageFormat } from './conductivity.ts';
import { parseFormData } from './form-data.ts';
import { numberOption, primaryKeyOption, primaryKeysOption } from './number-options.ts';
import { portOption } from './port-option.ts';

const invalid = expect.objectContaining({ code: 'invalid-input', remedy: expect.any(String) });
const failureOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('values of options', () => {
  test('--map: an empty prefix is allowed, a missing folder is not, the first = divides', () => {
    expect(parseMapping('=data')).toEqual({ serverPrefix: '', localFolder: resolve('data') });
    expect(parseMapping('/mnt/lab=/a=b')).toEqual({ serverPrefix: '/mnt/lab', localFolder: resolve('/a=b') });
    expect(failureOf(() => parseMapping('/mnt/lab'))).toEqual(invalid);
    expect(failureOf(() => parseMapping('/mnt/lab='))).toEqual(invalid);
  });

  test('--data: repeated names become a list', () => {
    expect(parseFormData(['a=1', 'b=x=y', 'a=2', '__proto__=z'])).toMatchObject({ a: ['1', '2'], b: 'x=y' });
    expect(failureOf(() => parseFormData(['=1']))).toEqual(invalid);
  });

  test('--out: the ending names the format', () => {
    expect(imageFormat('a.b/F.PDF')).toBe('pdf');
    expect(failureOf(() => imageFormat('figure'))).toEqual(invalid);
  });

  test('numbers, ids and ports', () => {
    expect(numberOption('2.35')).toBe(2.35);
    expect(primaryKeysOption('1, 22')).toEqual([1, 22]);
    expect(portOption('0')).toBe(0);
    for (const bad of ['', ' ', 'x', 'Infinity']) expect(failureOf(() => numberOption(bad))).toEqual(invalid);
    for (const bad of ['0', '-1', '1.5', '1e3']) expect(failureOf(() => primaryKeyOption(bad))).toEqual(invalid);
    for (const bad of ['65536', '-1', '']) expect(failureOf(() => portOption(bad))).toEqual(invalid);
  });
});
