import { dataBlocks } from '../../drms/files/fits-cards.ts';
import { checkedUnit } from '../../drms/files/fits-checksum.ts';
import type { ByteSource } from '../../http/write-pieces.ts';
import { curvePng } from '../../juliabase/drawings.ts';
import { memoryBytes, type StoredFile, storedFile } from '../store/content.ts';

/** Bytes that are made when they are first read. */
function lateBytes(make: () => Uint8Array): ByteSource {
  let made: Uint8Array | undefined;
  const bytes = (): Uint8Array => {
    made ??= make();
    return made;
  };
  return {
    get size() {
      return bytes().length;
    },
    read: (start, end) => bytes().subarray(start, end),
  };
}

export function textFile(path: string, text: string): StoredFile {
  return storedFile(path, memoryBytes(Buffer.from(text, 'utf8')));
}

/** Current and voltage of a solar cell. */
function curveOf(number: number): [number, number][] {
  const current = 30 + (number % 7);
  return Array.from({ length: 61 }, (_, index) => {
    const voltage = index / 50;
    return [voltage, Number((current - 1e-9 * Math.expm1(voltage / 0.048)).toFixed(4))];
  });
}

/** What a solar simulator leaves: a table, a picture and its settings. */
export function curveFiles(number: number): StoredFile[] {
  const points = curveOf(number);
  const table = ['Voltage (V),Current (mA/cm2)', ...points.map((point) => point.join(','))].join('\n');
  const labels = { title: `Cell ${number}`, xLabel: 'Voltage (V)', yLabel: 'Current (mA/cm²)' };
  return [
    textFile('original/iv/curve.csv', `${table}\n`),
    storedFile(
      'original/iv/curve.png',
      lateBytes(() => curvePng({ ...labels, points })),
    ),
    textFile('original/iv/settings.json', `${JSON.stringify({ lamp: 'A', sweep: 'forward', delayMs: 20 + number })}\n`),
  ];
}

/** A picture of 64 by 64 pixels. */
export function fitsFile(path: string, number: number): StoredFile {
  return storedFile(
    path,
    lateBytes(() => {
      const pixels = Buffer.alloc(64 * 64 * 2);
      for (let at = 0; at < 64 * 64; at += 1)
        pixels.writeInt16BE(((at % 64) * Math.floor(at / 64) + number) % 4096, at * 2);
      const cards = [
        ...[
          { name: 'SIMPLE', value: true },
          { name: 'BITPIX', value: 16 },
          { name: 'NAXIS', value: 2 },
        ],
        ...[
          { name: 'NAXIS1', value: 64 },
          { name: 'NAXIS2', value: 64 },
          { name: 'OBJECT', value: `Film ${number}` },
        ],
      ];
      return checkedUnit(cards, dataBlocks(pixels));
    }),
  );
}

/** As it was saved after it was run: with a picture, what was printed, and a table in the forms that Jupyter writes. */
export function notebookFile(path: string, title: string): StoredFile {
  const markdown = (source: string[]): object => ({ cell_type: 'markdown', metadata: {}, source });
  const code = (run: number, source: string[], outputs: object[]): object => {
    return { cell_type: 'code', metadata: {}, execution_count: run, source, outputs };
  };
  const labels = { title: 'Cell 1', xLabel: 'Voltage (V)', yLabel: 'Current (mA/cm²)' };
  const table = {
    'text/html': ['<table><tr><td>0.21</td></tr></table>'],
    'text/plain': ['   efficiency\n', '1  0.21'],
  };
  const make = (): Uint8Array => {
    const picture = Buffer.from(curvePng({ ...labels, points: curveOf(1) })).toString('base64');
    const cells = [
      markdown([`# ${title}\n`, '\n', 'Current over voltage of the **first** cell under lamp A.\n']),
      code(
        1,
        ['import pandas as pd\n', "curve = pd.read_csv('curve.csv')\n", 'print(len(curve))'],
        [{ output_type: 'stream', name: 'stdout', text: ['61\n'] }],
      ),
      code(
        2,
        ["curve.plot(x='Voltage (V)')"],
        [{ output_type: 'display_data', metadata: {}, data: { 'image/png': picture, 'text/plain': ['<Axes>'] } }],
      ),
      code(3, ['efficiencies'], [{ output_type: 'execute_result', execution_count: 3, metadata: {}, data: table }]),
    ];
    const metadata = { language_info: { name: 'python', version: '3.12.7' } };
    return Buffer.from(`${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`);
  };
  return storedFile(path, lateBytes(make));
}
