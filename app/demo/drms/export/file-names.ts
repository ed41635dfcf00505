import type { DemoRecord, Keyword, Series } from '../series/model.ts';
import { findKeyword } from '../series/records.ts';
import { formatTime } from '../time/format-time.ts';

const longestName = 127;

/** A name from a template; undefined: it names a keyword that does not exist. */
export function fileName(
  template: string,
  {
    series,
    record,
    segment,
    number,
    mod,
  }: { series: Series; record: DemoRecord; segment: string; number: number; mod: string },
): string | undefined {
  let isUnknown = false;
  const name = template.replace(/\{([^}:]+)(?::([^}]*))?\}/g, (_, field: string, spec = '') => {
    if (field === 'seriesname') return series.name + mod;
    if (field === 'recnum') return printf(spec, record.recnum);
    if (field === 'segment') return segment;
    if (field === '#') return printf(spec, number);
    const keyword = findKeyword(series, field);
    if (keyword !== undefined) return keywordText(keyword, record, spec);
    isUnknown = true;
    return '';
  });
  return isUnknown ? undefined : name.replaceAll(' ', '').slice(0, longestName);
}

function keywordText(keyword: Keyword, record: DemoRecord, spec: string): string {
  const value = keyword.value(record);
  if (keyword.timeForm === undefined || typeof value !== 'number')
    return spec.startsWith('%') ? printf(spec, Number(value)) : keyword.print(value);
  const [, flags = '', digits = '', zone = ''] = /^([AD]*)(\d?)(?:,(\w+))?$/.exec(spec) ?? [];
  const form = {
    zone: zone === 'TAI' || zone === 'UTC' || zone === 'ISO' ? zone : keyword.timeForm.zone,
    digits: digits === '' ? keyword.timeForm.digits : Number(digits),
  };
  const full = formatTime(value, form);
  const text = flags.includes('D') ? full.replace(/[_T].*$/, '') : full;
  return flags.includes('A') ? text.replace(/[.:-]/g, '') : text;
}

/** `%d`, `%05d`, `%lld`, `%s`, `%.2f`. */
function printf(spec: string, value: number): string {
  const [, zeros = '', width = '', digits, kind] = /^%(0?)(\d*)(?:\.(\d+))?(?:l*)([dfs])$/.exec(spec) ?? [];
  const text = kind === 'f' ? value.toFixed(Number(digits ?? 6)) : String(value);
  return text.padStart(Number(width), zeros === '' ? ' ' : '0');
}
