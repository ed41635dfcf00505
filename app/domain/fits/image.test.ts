import { describe, expect, test } from 'vitest';
import { fitsExpected, fitsFixture, gunzip, judgedForm } from '../../testing/fits-fixtures.ts';
import { type ImagePlane, planesOf, readPlane, valueAt } from './image.ts';

const images = Object.entries(fitsExpected.files).flatMap(([name, hdus]) =>
  hdus.flatMap(({ shape, values }, index) =>
    shape === undefined || values === undefined || name === 'tiles-hcompress.fits'
      ? []
      : [{ name, index, shape, values }],
  ),
);

async function allPlanes(name: string, index: number): Promise<ImagePlane[]> {
  const file = await fitsFixture(name);
  const hdu = file.hdus[index];
  if (hdu === undefined) throw new Error(`${name} has no HDU ${index}.`);
  return Promise.all(Array.from({ length: planesOf(hdu) }, (_, plane) => readPlane(file, hdu, plane, gunzip)));
}

function values(planes: readonly ImagePlane[]): unknown[] {
  return planes.flatMap((plane) =>
    Array.from({ length: plane.values.length }, (_, at) =>
      valueAt(plane, at % plane.width, Math.floor(at / plane.width)),
    ),
  );
}

/** astropy has NaN for pixels without value, and large integers as texts. */
function sameForm(value: unknown): unknown {
  if (value === null) return 'nan';
  const small = typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return judgedForm(small);
}

describe('pixels are those that astropy reads', () => {
  test.each(images)('$name, HDU $index', async ({ name, index, shape, values: expected }) => {
    const planes = await allPlanes(name, index);
    const [first] = planes;
    expect([first?.width, first?.height]).toEqual([shape[0], shape[1] ?? 1]);
    const found = values(planes).map(sameForm);
    expect(found).toHaveLength(expected.length);
    const wrong = found.findIndex((value, at) => !isSame(value, expected[at]));
    expect(wrong === -1 ? 'all the same' : [wrong, found[wrong], expected[wrong]]).toBe('all the same');
  });

  /** Scaling in another order of steps may differ in the last bit. */
  function isSame(found: unknown, expected: unknown): boolean {
    if (typeof found !== 'number' || typeof expected !== 'number') return found === expected;
    return found === expected || Math.abs(found - expected) <= 1e-12 * Math.abs(expected);
  }
});

test('64-bit pixels are exact, pixels without value are null', async () => {
  const [wide] = await allPlanes('image-i64.fits', 0);
  const [blank] = await allPlanes('scaled-blank.fits', 0);
  if (wide === undefined || blank === undefined) throw new Error('A fixture has no picture.');
  const middle = valueAt(wide, 12, 8);
  expect(typeof middle).toBe('bigint');
  expect(Number(BigInt(String(middle)) & 1n)).toBe(1);
  expect(valueAt(blank, 0, 0)).toBeNull();
  expect(blank.unit).toBe('m/s');
});

test('methods that cannot be read are named with their place', async () => {
  const file = await fitsFixture('tiles-hcompress.fits');
  const [, hdu] = file.hdus;
  if (hdu === undefined) throw new Error('no HDU');
  await expect(readPlane(file, hdu, 0, gunzip)).rejects.toThrow(/^HDU 1, byte \d+: .*HCOMPRESS_1; RICE_1/);
});
