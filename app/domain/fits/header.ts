import { type Card, type CardValue, cardBytes, parseCard, parseValue } from './card.ts';
import { FitsError } from './fits-error.ts';
import { blockBytes, type FitsSource } from './fits-source.ts';

const mostBlocks = 20_000;

/** The cards of one HDU, in their order, without END. */
export class Header {
  readonly cards: readonly Card[];
  readonly hdu: number;
  /** Place of its first card in the file. */
  readonly byte: number;
  /** Whole blocks. */
  readonly bytes: number;
  private readonly byName = new Map<string, Card>();
  /** Keywords that have values on more than one card; the first one counts. */
  readonly duplicates: readonly string[];

  constructor(cards: readonly Card[], place: { hdu: number; byte: number; bytes: number }) {
    this.cards = cards;
    this.hdu = place.hdu;
    this.byte = place.byte;
    this.bytes = place.bytes;
    const duplicates = new Set<string>();
    for (const card of cards) {
      if (card.kind === 'comment') continue;
      if (this.byName.has(card.name)) duplicates.add(card.name);
      else this.byName.set(card.name, card);
    }
    this.duplicates = [...duplicates];
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  value(name: string): CardValue {
    return this.byName.get(name)?.value;
  }

  /** Undefined if there is no such number. */
  number(name: string): number | undefined {
    const value = this.value(name);
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'number' ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** @throws FitsError if it is no whole number from `least` to 2⁵³ */
  count(name: string, least = 0): number {
    const value = this.number(name);
    if (value !== undefined && Number.isSafeInteger(value) && value >= least) return value;
    const found = this.has(name) ? `${name} is ${String(this.value(name))}` : `${name} is missing`;
    throw this.wrong(`${found}, where a whole number from ${least} on must stand.`, name);
  }

  /** An error at the card of a keyword, or at the beginning if there is none. */
  wrong(reason: string, name?: string): FitsError {
    const byte = (name === undefined ? undefined : this.byName.get(name)?.byte) ?? this.byte;
    return new FitsError(reason, { hdu: this.hdu, byte });
  }
}

/** Reads the header that begins at `byte`. @throws FitsError if it has no END */
export async function readHeader(source: FitsSource, hdu: number, byte: number): Promise<Header> {
  const cards: Card[] = [];
  for (let block = 0; block < mostBlocks; block++) {
    const start = byte + block * blockBytes;
    const bytes = await source.read(start, blockBytes);
    if (bytes.length < blockBytes)
      throw new FitsError(`the header has no END; the file ends after ${source.size} bytes.`, { hdu, byte: start });
    const text = latin1(bytes);
    for (let at = 0; at < blockBytes; at += cardBytes) {
      const line = text.slice(at, at + cardBytes);
      if (line.startsWith('END') && line.trimEnd() === 'END')
        return new Header(cards, { hdu, byte, bytes: (block + 1) * blockBytes });
      addCard(cards, line, start + at);
    }
  }
  throw new FitsError(`the header has more than ${mostBlocks} blocks.`, { hdu, byte });
}

/** A text that ends in & goes on in the CONTINUE cards behind it. */
function addCard(cards: Card[], line: string, byte: number): void {
  const last = cards.at(-1);
  if (line.startsWith('CONTINUE') && typeof last?.value === 'string' && last.value.endsWith('&')) {
    const next = parseValue(line.slice(8));
    if (next.kind === 'value' && typeof next.value === 'string') {
      last.value = last.value.slice(0, -1) + next.value;
      last.comment = [last.comment, next.comment].filter((text) => text !== '').join(' ');
      return;
    }
  }
  cards.push(parseCard(line, byte));
}

const decoder = new TextDecoder('latin1');

export function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
