import { type Exchange, lastOf } from './exchange.ts';
import type { FieldValue, Process, Result } from './model.ts';
import { readTimestampPrefix } from './times.ts';

/** Text criteria are "contains", whatever the case; no criterion fits everything. */
export function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.trim().toLowerCase());
}

/** `{name}_min` and `{name}_max` take any prefix of `YYYY-MM-DD HH:MM:SS`; what cannot be read fits nothing. */
export function inPeriod({ query, timezone }: Exchange, timeMs: number, name = 'timestamp'): boolean {
  const period = (bound: string): { fromMs: number; untilMs: number } | undefined => {
    const text = lastOf(query, `${name}_${bound}`)?.trim() ?? '';
    return text === '' ? { fromMs: -Infinity, untilMs: Infinity } : readTimestampPrefix(text, timezone);
  };
  const [earliest, latest] = [period('min'), period('max')];
  return earliest !== undefined && latest !== undefined && timeMs >= earliest.fromMs && timeMs < latest.untilMs;
}

/** What processes of every kind can be searched by. */
export function processFits(exchange: Exchange, process: Process | Result): boolean {
  const { lab, query } = exchange;
  const operator = lab.users.find((user) => user.id === process.operator)?.login ?? '';
  const external = lab.externalOperators.find((one) => one.id === process.externalOperator)?.name ?? '';
  return (
    contains(process.comments, lastOf(query, 'comments')) &&
    contains(operator, lastOf(query, 'operator')) &&
    contains(external, lastOf(query, 'external_operator')) &&
    inPeriod(exchange, process.timestampMs)
  );
}

/** Own fields of a class: texts by what they contain, numbers by `{field}_min` and `{field}_max`. */
export function ownFieldsFit({ query }: Exchange, fields: Readonly<Record<string, FieldValue>>): boolean {
  return Object.entries(fields).every(([name, value]) => {
    if (typeof value !== 'number') return typeof value !== 'string' || contains(value, lastOf(query, name));
    const bound = (text: string | undefined, open: number): number => (text?.trim() ? Number(text) : open);
    return (
      value >= bound(lastOf(query, `${name}_min`), -Infinity) && value <= bound(lastOf(query, `${name}_max`), Infinity)
    );
  });
}
