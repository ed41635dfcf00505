import { resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames, safeName } from './safe-names.ts';

/** QUARRY_NAMES=100000: the full set. */
const numRuns = Number(process.env.QUARRY_NAMES ?? 3000);

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '..',
        '/',
        '\\',
        ':',
        '*',
        '?',
        '"',
        '<',
        '>',
        '|',
        '\0',
        '\n',
        ' ',
        '.',
        'CON',
        'nul',
        'COM1',
        'com¹',
        'CONIN$',
        '\u202e',
        '\u2066',
        '\ufeff',
        'é',
        'e\u0301',
        'ß',
        'Å',
        '.fits',
        '.part',
        '.log',
        'manifest.json',
        '\ud800',
        '😀',
        'x'.repeat(120),
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe('names of servers', () => {
  it.each([
    ['hmi.v_45s.20160401_000000_TAI.2.Dopplergram.fits', 'hmi.v_45s.20160401_000000_TAI.2.Dopplergram.fits'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\evil.exe', 'evil.exe'],
    ['a.b.:#123.seg.fits', 'a.b.__123.seg.fits'],
    ['..', '_'],
    ['', '_'],
    ['aux.fits', '_aux.fits'],
    ['CONIN$', '_CONIN$'],
    ['COM³.txt', '_COM³.txt'],
    ['console.fits', 'console.fits'],
    ['name. . ', 'name'],
    ['.hidden', '_.hidden'],
    ['manifest.JSONL', 'manifest.JSONL_'],
    ['a.fits.part', 'a.fits.part_'],
    ['exe\u202estif.fits', 'exe_stif.fits'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('are safe everywhere, stay as they are when they were made safe, and lie within the folder', () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const safe = safeName(name);
        expect(safeName(safe)).toBe(safe);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(Buffer.byteLength(safe)).toBeGreaterThan(0);
        expect(resolve('/folder', safe).startsWith(`/folder${sep}`)).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
        expect(safe).not.toMatch(/[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]|[. ]$|^\./);
        expect(safe.isWellFormed()).toBe(true);
      }),
      { numRuns },
    );
  });

  it('stay distinct, also where letter case does not count, and each file keeps its own', () => {
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 12 }), fc.array(nasty, { maxLength: 4 }), (names, taken) => {
        const wished = names.map((name, index) => ({ id: `${index}`, name }));
        const chosen = distinctNames(wished, taken);
        const keys = chosen.map((name) => name.normalize('NFC').toLowerCase());
        expect(new Set(keys).size).toBe(names.length);
        for (const name of taken) expect(keys).not.toContain(name.normalize('NFC').toLowerCase());
        for (const name of chosen) expect(safeName(name)).toBe(name);
        expect(distinctNames(wished, taken)).toEqual(chosen);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });

  it('keep their extension when they are cut or made distinct', () => {
    expect(safeName(`${'ü'.repeat(150)}.fits`)).toMatch(/^ü{97}\.fits$/);
    const [, second] = distinctNames(
      [
        { id: '1', name: 'A.FITS' },
        { id: '2', name: 'a.fits' },
      ],
      [],
    );
    expect(second).toMatch(/^a-[0-9a-f]{8}\.fits$/);
  });
});
