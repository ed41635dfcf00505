import { formatTime } from '../time/format-time.ts';
import { parseTime } from '../time/parse-time.ts';
import { parseTimeZone } from '../time/time-zone.ts';

/** What a template of file names is filled with, for one file. */
export interface TemplateValues {
  series: string;
  recnum: bigint | number | null;
  /** Stored file name with its extension, or name of the segment with the extension of the protocol. */
  segmentFile: string;
  /** Position among the files of the export, from 0. */
  index: number;
  /** Value of a keyword as the server prints it; `undefined` for a name that is not a keyword. */
  valueOf(keyword: string): string | undefined;
}

export type FilledTemplate = { ok: true; name: string } | { ok: false; message: string; remedy: string };

const longestName = 127;

/**
 * What the server will make of a template of file names, such as `{seriesname}.{T_REC:A}.{segment}`.
 *
 * Fields are `{seriesname}`, `{recnum:%d}`, `{segment}`, `{#:%05d}` and keywords with a `printf` conversion, or, for
 * times, `A` (without dots and colons), `D` (only the date), a digit for decimals and `,ZONE`.
 */
export function fillNameTemplate(template: string, values: TemplateValues): FilledTemplate {
  const unknown: string[] = [];
  const name = template
    .replace(/\{([^{}]*)\}/g, (_, field: string) => {
      const text = fillField(field, values);
      if (text === null) unknown.push(field);
      return text ?? '';
    })
    .replace(/\s+/g, '');
  if (unknown.length > 0) {
    return {
      ok: false,
      message: `The template of file names asks for {${unknown.join('}, {')}}, which the records do not have.`,
      remedy: 'Use names of keywords, {segment}, {recnum}, {seriesname} or {#}.',
    };
  }
  if (name.length > longestName) {
    return {
      ok: false,
      message: `The file name ${name.slice(0, 40)}… has ${name.length} characters, the server takes ${longestName}.`,
      remedy: 'Leave a field out of the template.',
    };
  }
  return { ok: true, name };
}

/** Whether files of several segments of a record would get one name. */
export function isTemplateWithoutSegment(template: string): boolean {
  return !/\{segment\b[^{}]*\}/.test(template);
}

function fillField(field: string, values: TemplateValues): string | null {
  const [, name = '', specification = ''] = /^([^:]*):?(.*)$/.exec(field) ?? [];
  if (name === '#') return printf(specification || '%d', String(values.index));
  if (name === 'seriesname') return values.series;
  if (name === 'segment') return values.segmentFile;
  if (name === 'recnum') return values.recnum === null ? null : printf(specification || '%d', String(values.recnum));
  const value = values.valueOf(name);
  if (value === undefined) return null;
  return specification.startsWith('%') ? printf(specification, value) : fillTime(specification, value);
}

function fillTime(specification: string, value: string): string {
  const reading = parseTime(value);
  if (specification === '' || reading.kind !== 'time') return value;
  const [, letters = '', decimals, zoneName] = /^([AD]*)(\d?)(?:,(.*))?$/i.exec(specification) ?? [];
  const zone = parseTimeZone(zoneName ?? '') ?? reading.zone;
  const isDateOnly = /d/i.test(letters);
  const precision = isDateOnly ? -3 : decimals ? Number(decimals) : Math.max(0, reading.precision);
  const style = zoneName === undefined ? reading.style : 'drms';
  const text = formatTime(reading.instant, { zone, precision, style });
  const cut = isDateOnly ? text.replace(/_?[A-Z]+$/, '') : text;
  return /a/i.test(letters) ? cut.replace(/[.:-]/g, '') : cut;
}

/** One `printf` conversion of a text that came from the server; a conversion that does not fit leaves the text. */
function printf(format: string, text: string): string {
  const match = /^([^%]*)%([-0+ ]*)(\d*)(?:\.(\d+))?(?:ll|l|h)?([a-zA-Z])(.*)$/.exec(format);
  if (!match) return text;
  const [, before = '', flags = '', width = '', decimals, kind = '', after = ''] = match;
  const body = convert(text, kind, decimals === undefined ? undefined : Number(decimals));
  const padded = flags.includes('-')
    ? body.padEnd(Number(width))
    : flags.includes('0') && kind !== 's'
      ? body.replace(
          /^([+-]?)(.*)$/,
          (_, sign: string, rest: string) => sign + rest.padStart(Number(width) - sign.length, '0'),
        )
      : body.padStart(Number(width));
  return before + padded + after;
}

function convert(text: string, kind: string, decimals: number | undefined): string {
  const number = Number(text);
  if (kind === 's') return decimals === undefined ? text : text.slice(0, decimals);
  if (text.trim() === '' || Number.isNaN(number)) return text;
  switch (kind) {
    case 'd':
    case 'i':
    case 'u':
      return /^[+-]?\d+$/.test(text) ? text.replace(/^\+/, '') : String(Math.trunc(number));
    case 'x':
      return Math.trunc(number).toString(16);
    case 'X':
      return Math.trunc(number).toString(16).toUpperCase();
    case 'f':
      return number.toFixed(decimals ?? 6);
    case 'e':
      return number.toExponential(decimals ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
    case 'g':
      return String(Number(number.toPrecision(Math.max(1, decimals ?? 6))));
    default:
      return text;
  }
}
