import { expect, test } from 'vitest';
import { fitsBytes, fitsExpected, gunzip } from '../../testing/fits-fixtures.ts';
import { readAsciiRows } from './ascii-table.ts';
import { readBinaryRows } from './binary-table.ts';
import { verifySums } from './checksum.ts';
import { FitsError } from './fits-error.ts';
import { openFits } from './fits-file.ts';
import { bytesSource } from './fits-source.ts';
import { planesOf, readPlane } from './image.ts';

/** The same numbers in each run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function spoil(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const spoilt = bytes.slice(0, random(4) === 0 ? random(bytes.length) : bytes.length);
  for (let change = random(8); change >= 0; change--) {
    // Headers are read most closely, so most changes go there; digits of theirs stay digits now and then.
    const at = random(random(3) === 0 ? spoilt.length : Math.min(spoilt.length, 5760));
    spoilt[at] = random(2) === 0 ? 0x30 + random(10) : random(256);
  }
  return spoilt;
}

async function readAll(bytes: Uint8Array): Promise<void> {
  const file = await openFits(bytesSource(bytes));
  for (const hdu of file.hdus) {
    await verifySums(file, hdu);
    if (hdu.kind === 'table') await readBinaryRows(file, hdu, 0, 20);
    if (hdu.kind === 'ascii-table') await readAsciiRows(file, hdu, 0, 20);
    const isImage = hdu.kind === 'image' || hdu.kind === 'compressed-image';
    if (isImage && planesOf(hdu) > 0) await readPlane(file, hdu, 0, gunzip);
  }
}

test.each(Object.keys(fitsExpected.files))('a spoilt %s is read or refused with its place', async (name) => {
  const bytes = fitsBytes(name);
  const random = randomFrom(name.length * 7919);
  for (let run = 0; run < 150; run++) {
    const error = await readAll(spoilt(run)).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) continue;
    expect(error).toBeInstanceOf(FitsError);
    expect(String(error)).toMatch(/HDU \d+, byte \d+: /);
  }

  function spoilt(run: number): Uint8Array {
    return run % 10 === 0 ? bytes.slice(0, random(bytes.length)) : spoil(bytes, random);
  }
});
