import { beforeAll, describe, expect, test } from 'vitest';
import { describeConductivityFigure } from '../conductivity-figure.ts';
import type { ConductivityProvenance } from '../provenance.ts';
import { readPicture } from '../read-picture.ts';
import { drawFigure } from './draw-figure.ts';
import { embedInPng, embedInSvg } from './embed-provenance.ts';

const provenance: ConductivityProvenance = {
  ...{ program: 'Quarry', version: '1', kind: 'conductivity', server: 'https://lab.example/' },
  series: 'µ (a) \\ & <b>',
  samples: [{ name: '26S-001', file: 'raw/µ.dat' }],
  ...{ view: 'arrhenius', yScale: 'log', fitRange: { minInverseKelvin: 2.4, maxInverseKelvin: 3.2 } },
};
const figure = describeConductivityFigure(
  [{ sampleName: '26S-001', x: Float64Array.of(2.5, 3), y: Float64Array.of(1e-4, 1e-5), fit: null }],
  { view: 'arrhenius', yScale: 'log', showFit: false, fitRange: null, theme: 'print', legend: true },
);
const pictures = new Map<string, Uint8Array>();

beforeAll(async () => {
  for (const format of ['png', 'svg', 'pdf'] as const)
    pictures.set(
      format,
      await drawFigure({ figure, format, widthPx: 600, heightPx: 400, scale: 1, dpi: 96, title: 'µ', provenance }),
    );
});

const picture = (format: string): Uint8Array => pictures.get(format) ?? new Uint8Array();
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a picture that Quarry has drawn', () => {
  test.each(['png', 'svg', 'pdf'])('%s tells what it was made from', async (format) => {
    expect(await readPicture('figure', picture(format))).toEqual(provenance);
  });

  test('is told from others by its first bytes', async () => {
    await expect(readPicture('notes.txt', bytesOf('σ = 3'))).rejects.toThrow('notes.txt is no PNG, SVG or PDF.');
    await expect(readPicture('empty.png', new Uint8Array())).rejects.toThrow('is no PNG');
    const svg = bytesOf('<?xml version="1.0"?>\n<!-- drawn elsewhere -->\n<svg xmlns="x"></svg>');
    await expect(readPicture('other.svg', svg)).rejects.toThrow('other.svg does not say which figure it shows.');
  });

  test.each(['png', 'svg', 'pdf'])(
    '%s: cut at any place, it gives a sentence or what it was made from',
    async (format) => {
      const whole = picture(format);
      for (let part = 1; part < 40; part++) {
        const cut = whole.subarray(0, Math.floor((whole.length * part) / 40));
        const read = await readPicture('cut', cut).catch((error: unknown) => error);
        expect(String(read)).not.toContain('does not say which figure');
        if (read instanceof Error) expect(read).toMatchObject({ code: 'invalid-input', remedy: expect.any(String) });
        else expect(read).toEqual(provenance);
      }
    },
  );

  test('a changed byte in what it says is told', async () => {
    const damaged = picture('png').slice();
    const at = Buffer.from(damaged).indexOf('quarry\0') + 20;
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    await expect(readPicture('a.png', damaged)).rejects.toThrow('What Quarry wrote into a.png is damaged');
  });

  test('a bomb is not unpacked', async () => {
    const bomb = embedInPng(picture('png').subarray(0, 8 + 25 + 12), ' '.repeat(50_000_000));
    await expect(readPicture('bomb.png', bomb)).rejects.toThrow('it is too long');
  });
});

describe('what a picture says', () => {
  const says = (about: unknown): Uint8Array =>
    bytesOf(embedInSvg('<svg xmlns="x"></svg>', typeof about === 'string' ? about : JSON.stringify(about)));

  test.each([
    ['{', 'it is no JSON'],
    [[], 'it is no JSON'],
    [{ ...provenance, program: 'Other' }, 'it is not of Quarry'],
    [{ ...provenance, server: 3 }, 'the server is missing'],
    [{ ...provenance, series: undefined }, 'the series is missing'],
    [{ ...provenance, samples: [] }, 'its samples are missing'],
    [{ ...provenance, samples: [{ name: 1 }] }, 'its samples are missing'],
    [{ ...provenance, view: 'other' }, 'its axes are missing'],
  ])('%j: %s', async (about, why) => {
    await expect(readPicture('x.svg', says(about))).rejects.toThrow(`What Quarry wrote into x.svg is damaged: ${why}`);
  });

  test('of a table may be what the contract knows the form of, but must be there', async () => {
    const table = { program: 'Quarry', version: '1', kind: 'table', picture: { figure: 'µ' } };
    expect(await readPicture('x.svg', says(table))).toEqual(table);
    await expect(readPicture('x.svg', says({ ...table, picture: [] }))).rejects.toThrow('its table is missing');
  });

  test('may be of a newer version, or lack what has a usual value', async () => {
    await expect(readPicture('x.svg', says({ ...provenance, kind: 'mining', version: '9' }))).rejects.toMatchObject({
      code: 'unsupported',
      remedy: expect.stringContaining('Quarry 9'),
    });
    expect(await readPicture('x.svg', says({ ...provenance, fitRange: 'x', yScale: 'x' }))).toMatchObject({
      fitRange: null,
      yScale: 'log',
    });
  });
});
