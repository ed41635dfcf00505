export const blockBytes = 2880;

/** undefined: a card without value. */
export type CardValue = boolean | number | bigint | string | undefined;

export interface Card {
  name: string;
  value: CardValue;
  comment?: string;
  /** Written with a decimal point even when it is whole. */
  isReal?: boolean;
}

/** Header blocks, with END. */
export function headerBlocks(cards: readonly Card[]): Buffer {
  const text = `${cards.map(cardText).join('')}${'END'.padEnd(80)}`;
  return Buffer.from(text.padEnd(Math.ceil(text.length / blockBytes) * blockBytes), 'latin1');
}

function cardText({ name, value, comment = '', isReal = false }: Card): string {
  const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
  if (name === 'COMMENT' || name === 'HISTORY')
    return `${name.padEnd(8)}${ascii(String(value))}`.slice(0, 80).padEnd(80);
  const start = `${name.padEnd(8)}= ${ascii(valueText(value, isReal))}`;
  return `${comment === '' ? start : `${start} / ${ascii(comment)}`}`.slice(0, 80).padEnd(80);
}

const longestText = 68;

function valueText(value: CardValue, isReal: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return (value ? 'T' : 'F').padStart(20);
  if (typeof value !== 'string') return numberText(value, isReal).padStart(20);
  const quoted = value.slice(0, longestText).replaceAll("'", "''");
  return `'${(quoted.length > longestText ? quoted.slice(0, longestText).replace(/'+$/, '') : quoted).padEnd(8)}'`.padEnd(
    20,
  );
}

function numberText(value: number | bigint, isReal: boolean): string {
  if (typeof value === 'bigint' || !isReal) return String(value);
  const text = String(value).toUpperCase();
  return /[.E]/.test(text) ? text : `${text}.0`;
}

/** Data filled up to whole blocks. */
export function dataBlocks(data: Uint8Array): Uint8Array {
  const rest = data.length % blockBytes;
  if (rest === 0) return data;
  const padded = new Uint8Array(data.length + blockBytes - rest);
  padded.set(data);
  return padded;
}
