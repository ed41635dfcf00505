import type { RecordColumn } from '../../../../app/contract/drms.ts';
import type { RecordFilter } from '../../../../app/contract/record-view.ts';
import { formatQuality, qualityBits } from '../../../../app/domain/drms/quality.ts';

/** A filter for its chip: "DATAMEAN from 3 to 5 Gauss", "QUALITY without eclipse". */
export function filterInWords(filter: RecordFilter, { name, unit }: RecordColumn, series: string): string {
  switch (filter.kind) {
    case 'range': {
      const { from, to } = filter;
      const [first, last] = [endInWords(from), endInWords(to)];
      const ends = from === null ? `up to ${last}` : to === null ? `from ${first}` : `from ${first} to ${last}`;
      return `${name} ${ends}${unit === null ? '' : ` ${unit}`}`;
    }
    case 'text':
      return `${name} ${{ contains: 'contains', lacks: 'without', equals: 'is' }[filter.match]} “${filter.text}”`;
    case 'one-of': {
      const [first, ...more] = filter.texts;
      return `${name} is “${first}”${more.length === 0 ? '' : ` or ${more.length} other`}`;
    }
    case 'missing':
      return `${name} ${filter.isMissing ? 'missing' : 'not missing'}`;
    case 'bits':
      return `${name} ${filter.set === 'none' ? 'without' : 'with'} ${flagsInWords(filter.mask, name, series)}`;
    default:
      return filter satisfies never;
  }
}

function endInWords(end: number | string | null): string {
  return typeof end === 'number' ? String(end).replace('-', '−') : String(end);
}

function flagsInWords(mask: number, name: string, series: string): string {
  const [first, ...more] = name === 'QUALITY' ? qualityBits(series, mask) : [];
  if (first === undefined) return `bits of ${formatQuality(mask)}`;
  const { meaning } = first;
  const called = meaning === 'meaning not known' ? first.name : meaning;
  return more.length === 0 ? `flag “${called}”` : `flag “${called}” or ${more.length} other`;
}
