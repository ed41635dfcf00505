import type { DemoRecord, Keyword, Segment, Series } from '../series/model.ts';
import { primeKeys } from '../series/records.ts';
import { formatTime, missingTime } from '../time/format-time.ts';
import type { Card, CardValue } from './fits-cards.ts';

const neverWritten = /^(SIMPLE|EXTEND|BZERO|BSCALE|BLANK|BITPIX|NAXIS\d*|END)$/;
/** Words of the file format that a name cut short could hit. */
const reserved = /^(XTENSION|PCOUNT|GCOUNT|TFIELDS|CHECKSUM|DATASUM|DATE)$/;
const noteWord = /^\s*\[([A-Z0-9_-]{1,8})(?::(INTEGER|FLOAT|STRING|LOGICAL))?\]\s*/;

/** The cards an export writes for the keywords of a record. */
export function keywordCards(series: Series, record: DemoRecord, segment: Segment): Card[] {
  const cards = series.keywords
    .filter(({ brokenLink }) => brokenLink === undefined)
    .flatMap((keyword) => cardsOf(keyword, record));
  return [
    ...cards,
    { name: 'RECNUM', value: record.recnum, comment: 'Record number' },
    { name: 'DRMS_ID', value: `${series.name}:${record.recnum}:${segment.name}`, comment: 'Where it comes from' },
    { name: 'PRIMARYK', value: primeKeys(series).join(', '), comment: 'Prime keys' },
    { name: 'LICENSE', value: 'CC0', comment: 'Invented data' },
  ];
}

function cardsOf(keyword: Keyword, record: DemoRecord): Card[] {
  const word = noteWord.exec(keyword.note);
  const name = word?.[1] ?? fitsName(keyword.name);
  if (neverWritten.test(name)) return [];
  const value = cardValue(keyword, record, word?.[2]);
  if (name === 'COMMENT' || name === 'HISTORY') {
    const lines = String(value ?? '')
      .split(/\r?\n/)
      .filter((line) => line !== '');
    return lines.map((line) => ({ name, value: line }));
  }
  const note = keyword.note.replace(noteWord, '').split(' - ')[0] ?? '';
  const comment = name === keyword.name ? note : `${note} {${keyword.name}}`;
  return [
    { name, value, comment, isReal: keyword.type === 'float' || keyword.type === 'double' || word?.[2] === 'FLOAT' },
  ];
}

/** Eight characters at most. */
function fitsName(name: string): string {
  const upper = name.toUpperCase();
  if (/^[A-Z0-9_-]{1,8}$/.test(upper)) return upper;
  const short = upper.replace(/[^A-Z0-9]/g, '').slice(0, 8);
  return reserved.test(short) || neverWritten.test(short) ? `_${short}`.slice(0, 8) : short;
}

function cardValue(keyword: Keyword, record: DemoRecord, wantedType: string | undefined): CardValue {
  const value = keyword.value(record);
  if (keyword.timeForm !== undefined) {
    if (typeof value !== 'number') return missingTime;
    return formatTime(value, { ...keyword.timeForm, digits: 3 }).replace(/Z$/, '');
  }
  if (value === null) return keyword.type === 'string' ? '' : undefined;
  if (wantedType === 'LOGICAL') return Number(value) !== 0;
  return wantedType === 'STRING' ? keyword.print(value) : value;
}
