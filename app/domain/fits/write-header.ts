import { cardBytes } from './card.ts';
import { cardLines, type WrittenCard } from './card-text.ts';
import { dataSum, encodeSum, onesSum } from './checksum.ts';
import type { FitsFile, Hdu } from './fits-file.ts';
import { blockBytes, paddedBytes } from './fits-source.ts';
import { latin1 } from './header.ts';

/** A header that takes the place of another one. */
export interface NewHeader {
  /** Place and length of the old one in the file. */
  byte: number;
  oldBytes: number;
  bytes: Uint8Array;
}

/** What the form of the file hangs on; a keyword never writes over it. */
const structural =
  /^(?:SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|END|PCOUNT|GCOUNT|GROUPS|THEAP|BZERO|BSCALE|BLANK|TFIELDS|T(?:FORM|TYPE|UNIT|NULL|SCAL|ZERO|DIM|BCOL)\d+|Z(?:IMAGE|CMPTYPE|BITPIX|SIMPLE|TENSION|EXTEND|PCOUNT|GCOUNT|NAXIS\d*|TILE\d+|NAME\d+|VAL\d+|QUANTIZ|DITHER0|BLANK|SCALE|ZERO|HECKSUM|DATASUM)|CHECKSUM|DATASUM|CONTINUE)$/;

export function isStructural(name: string): boolean {
  return structural.test(name);
}

/** The part of a file that keywords of a record belong to: the first with data, else the primary one. */
export function keywordHdu({ hdus }: FitsFile): Hdu | undefined {
  return hdus.find(({ dataBytes }) => dataBytes > 0) ?? hdus[0];
}

/**
 * The header of an HDU with cards added behind its own, and both sums anew. A card takes the place of one of the same
 * name; those that the form of the file hangs on stay as they are.
 */
export async function headerWithCards(file: FitsFile, hdu: Hdu, cards: readonly WrittenCard[]): Promise<NewHeader> {
  const { header } = hdu;
  const added = cards.filter(({ name }) => !isStructural(name));
  const replaced = new Set(added.map(({ name }) => name).filter((name) => name !== 'COMMENT' && name !== 'HISTORY'));
  const old = oldLines(latin1(await file.source.read(header.byte, header.bytes)), replaced);
  const lines = [...old, ...added.flatMap(cardLines)];
  const data = await dataSum(file, hdu);
  const withSum = (checksum: string): Uint8Array => blocks([...lines, ...sumLines(checksum, data)]);
  const total = onesSum(withSum('0'.repeat(16)), data);
  return { byte: header.byte, oldBytes: header.bytes, bytes: withSum(encodeSum(~total >>> 0)) };
}

/** The cards that stay, without END and sums; a CONTINUE goes with the card that it continues. */
function oldLines(text: string, replaced: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  let isKept = true;
  for (let at = 0; at < text.length; at += cardBytes) {
    const line = text.slice(at, at + cardBytes);
    const name = line.slice(0, 8).trimEnd();
    if (name === 'END') break;
    if (name !== 'CONTINUE') isKept = name !== 'CHECKSUM' && name !== 'DATASUM' && !replaced.has(name);
    if (isKept) lines.push(line);
  }
  return lines;
}

function sumLines(checksum: string, data: number): string[] {
  return [
    ...cardLines({ name: 'CHECKSUM', value: checksum, comment: 'Sum of this part of the file' }),
    ...cardLines({ name: 'DATASUM', value: String(data), comment: 'Sum of its data' }),
  ];
}

function blocks(lines: readonly string[]): Uint8Array {
  const text = lines.join('') + 'END'.padEnd(cardBytes);
  const bytes = new Uint8Array(paddedBytes(Math.max(text.length, blockBytes))).fill(0x20);
  bytes.set(new TextEncoder().encode(text));
  return bytes;
}
