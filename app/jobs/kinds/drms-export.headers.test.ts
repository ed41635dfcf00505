import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openFits } from '../../domain/fits/fits-file.ts';
import { bytesSource } from '../../domain/fits/fits-source.ts';
import { keywordHdu } from '../../domain/fits/write-header.ts';
import { openExportLab, resultOf, sha256Of } from '../../testing/export-lab.ts';

const query = { recordSet: 'hmi.V_45s[2016.04.01_00:00:00_TAI/2m]{Dopplergram}', protocol: 'as-is' };

async function recordNumbers(paths: (string | null)[]): Promise<unknown[]> {
  return Promise.all(
    paths.map(async (path) => {
      const file = await openFits(bytesSource(new Uint8Array(readFileSync(path ?? ''))));
      return keywordHdu(file)?.header.value('RECNUM');
    }),
  );
}

it('files as they lie on the server get their headers here if that was asked for, and are not fetched again for it', async () => {
  const lab = await openExportLab();
  try {
    const { files } = resultOf(await lab.run([query], { localHeaders: true }));
    expect(files.map(({ state }) => state)).toEqual(['verified', 'verified']);
    const numbers = await recordNumbers(files.map(({ path }) => path));
    expect(numbers.every((number) => typeof number === 'number')).toBe(true);
    for (const { path, sha256 } of files) expect(sha256Of(path ?? '')).toBe(sha256);
    lab.demo.control.clearTraffic();
    expect(resultOf(await lab.run([query], { localHeaders: true })).files).toEqual(files);
    expect(lab.demo.control.traffic().requests).toBe(0);
  } finally {
    await lab.close();
  }
});

it('else they stay as they came', async () => {
  const lab = await openExportLab();
  try {
    const { files } = resultOf(await lab.run([query]));
    expect(await recordNumbers(files.map(({ path }) => path))).toEqual([undefined, undefined]);
  } finally {
    await lab.close();
  }
});
