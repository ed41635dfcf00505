import type { WrittenCard, WrittenValue } from '../fits/card-text.ts';
import { isStructural } from '../fits/write-header.ts';
import { formatTime, timeFormatOfUnit } from '../time/format-time.ts';
import { instantOfDrmsSeconds } from '../time/instant.ts';

/** A keyword of a record with its value. */
export interface RecordKeyword {
  name: string;
  /** Of the series' structure: int, float, time, … */
  type: string;
  units: string;
  note: string;
  /** Times in seconds since 1977.01.01_00:00:00_TAI; null: missing, or no value at all. */
  value: string | number | bigint | null;
}

export interface RecordOrigin {
  /** As the server writes it. */
  series: string;
  recnum: number | null;
  segment: string;
  primekeys: readonly string[];
}

const noteWord = /^\s*\[([A-Za-z0-9_-]{1,8})(?::(INTEGER|FLOAT|STRING|LOGICAL))?\]\s*/;

/** The cards that an export writes for the keywords of a record (protocol 4.5). */
export function recordCards(keywords: readonly RecordKeyword[], origin: RecordOrigin): WrittenCard[] {
  const { series, recnum, segment, primekeys } = origin;
  return [
    ...keywords.map(cardOf).filter(({ name }) => !isStructural(name)),
    { name: 'RECNUM', value: recnum ?? undefined, comment: 'Record number' },
    { name: 'DRMS_ID', value: `${series}:${recnum ?? ''}:${segment}`, comment: 'Series, record number, segment' },
    { name: 'PRIMARYK', value: primekeys.join(', '), comment: 'Prime keys' },
  ];
}

function cardOf(keyword: RecordKeyword): WrittenCard {
  const [, word, wantedType] = noteWord.exec(keyword.note) ?? [];
  const name = word?.toUpperCase() ?? fitsName(keyword.name);
  // A comment ends at the first hyphen between blanks.
  const note = keyword.note.replace(noteWord, '').split(' - ')[0] ?? '';
  const comment = name === keyword.name ? note : `${note} {${keyword.name}}`.trim();
  const isReal = wantedType === 'FLOAT' || (wantedType === undefined && /^(?:float|double)$/.test(keyword.type));
  return { name, value: writtenValue(keyword, wantedType), comment, isReal };
}

/** Eight characters at most; a name made shorter keeps off those that the file format needs. */
function fitsName(keyword: string): string {
  const upper = keyword.toUpperCase();
  if (/^[A-Z0-9_-]{1,8}$/.test(upper)) return upper;
  const short = upper.replaceAll(/[^A-Z0-9]/g, '').slice(0, 8);
  return isStructural(short) ? `_${short}`.slice(0, 8) : short;
}

function writtenValue({ type, units, value }: RecordKeyword, wantedType: string | undefined): WrittenValue {
  if (type === 'time') return timeText(value, units);
  if (value === null) return type === 'string' ? '' : undefined;
  switch (wantedType) {
    case 'STRING':
      return String(value);
    case 'LOGICAL':
      return Number(value) !== 0;
    case 'INTEGER':
      return typeof value === 'bigint' ? value : Math.trunc(Number(value));
    case 'FLOAT':
      return Number(value);
    default:
      return value;
  }
}

/** In the keyword's own form, with milliseconds and without a final Z. */
function timeText(value: RecordKeyword['value'], units: string): string | undefined {
  if (typeof value === 'string') return value.replace(/Z$/, '');
  const instant = value === null ? null : instantOfDrmsSeconds(Number(value));
  return instant === null ? undefined : formatTime(instant, timeFormatOfUnit(units, 3)).replace(/Z$/, '');
}
