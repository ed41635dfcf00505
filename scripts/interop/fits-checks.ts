import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { configForBase, createDrmsClient, type DrmsClient } from '../../app/clients/drms/index.ts';
import { startDemoDrms } from '../../app/demo/drms/index.ts';
import { readBinaryRows } from '../../app/domain/fits/binary-table.ts';
import type { WrittenCard } from '../../app/domain/fits/card-text.ts';
import { type FitsFile, type Hdu, openFits } from '../../app/domain/fits/fits-file.ts';
import { bytesSource } from '../../app/domain/fits/fits-source.ts';
import { readPlane, valueAt } from '../../app/domain/fits/image.ts';
import { headerWithCards, keywordHdu } from '../../app/domain/fits/write-header.ts';
import { root } from '../root.ts';
import { counting, type Outcome, runProgram } from './run-program.ts';

/** Plain, RICE_1, GZIP, floating point, a table; with and without keywords. */
const wishes = [
  { recordSet: 'hmi.v_45s[2013.07.03_08:42_TAI/2m]{Dopplergram}', protocol: 'fits' },
  { recordSet: 'hmi.v_45s[2013.07.03_08:42_TAI/2m]{Dopplergram}', protocol: 'as-is' },
  { recordSet: 'hmi.ic_720s[2013.07.03_08:48_TAI/24m]', protocol: 'fits' },
  { recordSet: 'hmi.m_720s[2013.07.03_08:48_TAI/24m]{magnetogram}', protocol: 'as-is' },
  { recordSet: 'hmi.synoptic_mr_720s[2150]', protocol: 'fits' },
  { recordSet: 'demo.flares[1]', protocol: 'fits' },
] as const;

/** Written into the header of each file, in a copy. */
const cards: WrittenCard[] = [
  { name: 'T_REC', value: '2016.04.01_00:00:00_TAI', comment: 'Slot time' },
  { name: 'QUALITY', value: -2147483648, comment: 'with its sign' },
  { name: 'DATAMEAN', value: -0.25, comment: '', isReal: true },
  { name: 'WHOLE', value: 3, comment: 'a real number', isReal: true },
  { name: 'GONE', value: undefined, comment: 'missing' },
  { name: 'GOOD', value: true, comment: '' },
  { name: 'LONGTEXT', value: "it's a long text & more ".repeat(9).trimEnd(), comment: 'goes on' },
];

/** The pixels, cells and cards of files of the demo as our reader has them, and headers of ours, judged by astropy. */
export async function fitsChecks(python: string, folder: string, say: (line: string) => void): Promise<Outcome> {
  const demo = await startDemoDrms({ settings: { queuedMs: 50, workingMs: 100 } });
  const client = createDrmsClient({ server: configForBase('DEMO', demo.url), email: 'demo@example.org' });
  const { tell, outcome } = counting(say);
  try {
    const files = [];
    for (const [number, wish] of wishes.entries()) {
      const target = join(folder, `${number} ${wish.protocol}`);
      mkdirSync(target);
      for (const path of await fetchFiles(client, wish, target)) files.push(await described(path));
    }
    const given = join(folder, 'fits.json');
    const written = cards.map(({ name, value, comment }) => ({ name, value: value ?? null, comment }));
    writeFileSync(given, JSON.stringify({ files, cards: written }));
    await runProgram(python, [join(root, 'scripts/interop/fits.py'), given], tell);
  } finally {
    await client.close();
    await demo.close();
  }
  return outcome;
}

async function fetchFiles(client: DrmsClient, wish: (typeof wishes)[number], target: string): Promise<string[]> {
  const request = await client.export({ ...wish, method: 'url' });
  await request.wait({ pollS: 0.1, timeoutS: 20 });
  return Promise.all(
    request.files().rows.map(async ({ fileName, url }) => {
      const path = join(target, fileName);
      writeFileSync(path, new Uint8Array(await (await fetch(url)).arrayBuffer()));
      return path;
    }),
  );
}

/** What our reader says of a file, and the path of a copy with more cards. */
async function described(path: string) {
  const bytes = new Uint8Array(readFileSync(path));
  const file = await openFits(bytesSource(bytes));
  const hdu = keywordHdu(file);
  if (hdu === undefined) throw new Error(`${path} has no parts.`);
  const { byte, oldBytes, bytes: header } = await headerWithCards(file, hdu, cards);
  const withCards = `${path}.cards.fits`;
  writeFileSync(withCards, Buffer.concat([bytes.subarray(0, byte), header, bytes.subarray(byte + oldBytes)]));
  return { path, withCards, hdu: hdu.index, ...(await contentOf(file, hdu)) };
}

async function contentOf(file: FitsFile, hdu: Hdu) {
  if (hdu.kind === 'table') {
    const { columns, cells } = await readBinaryRows(file, hdu, 0, 1000);
    return { columns: columns.map(({ name }, index) => ({ name, cells: cells[index]?.map(asJson) })) };
  }
  const plane = await readPlane(file, hdu, 0, (packed) => new Uint8Array(gunzipSync(packed)));
  const pixels = Array.from({ length: plane.values.length }, (_, at) =>
    valueAt(plane, at % plane.width, Math.floor(at / plane.width)),
  );
  return { shape: [plane.height, plane.width], pixels: pixels.map(asJson) };
}

/** null for no value and for NaN, which astropy does not tell apart in pictures; large integers as texts. */
function asJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
