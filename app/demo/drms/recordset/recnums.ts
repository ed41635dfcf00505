import { RequestError } from '../request-error.ts';
import type { Series } from '../series/model.ts';
import { placeCount, recnumOf, recordOf } from '../series/records.ts';

const mostNumbers = 5_000_000;
const item =
  /^#(?<from>\^|\$|\d+)(?:-#(?<to>\^|\$|\d+)?|\/(?<count>\d+))?(?:@(?<skip>\d+))?$|^#-#(?<upTo>\d+)(?:@(?<upSkip>\d+))?$/;

/** The numbers a filter such as `:#10-#20` names, those that exist. */
export function readRecnums(body: string, series: Series): number[] {
  const found = new Set<number>();
  for (const text of body.slice(1).split(',')) {
    const groups = item.exec(text.trim())?.groups;
    if (groups === undefined) throw new RequestError(`Bad record-set query: '${text}' is not understood.`);
    const { from, to, count, skip, upTo, upSkip } = groups;
    const first = upTo === undefined ? numberOf(from ?? '', series) : 1;
    const step = Number(skip ?? upSkip ?? 1);
    const last = lastOf(text, first, { to, count, upTo }, series);
    if ((last - first) / Math.max(1, step) > mostNumbers) throw new RequestError('Too many records in one request.');
    for (let recnum = first; recnum <= last; recnum += Math.max(1, step))
      if (recordOf(series, recnum) !== undefined) found.add(recnum);
  }
  return [...found].toSorted((a, b) => a - b);
}

function lastOf(
  text: string,
  first: number,
  { to, count, upTo }: Record<'to' | 'count' | 'upTo', string | undefined>,
  series: Series,
): number {
  if (upTo !== undefined) return Number(upTo);
  if (count !== undefined) return first + Number(count) - 1;
  if (to !== undefined) return numberOf(to, series);
  return text.includes('-') ? numberOf('$', series) : first;
}

function numberOf(text: string, series: Series): number {
  const highest = recnumOf(series, placeCount(series) - 1);
  if (text === '^') return edge(series, 1, 1, highest);
  if (text === '$') return edge(series, highest, -1, highest);
  return Number(text);
}

/** The first number that exists, going up or down. */
function edge(series: Series, from: number, step: 1 | -1, highest: number): number {
  for (let recnum = from; recnum >= 1 && recnum <= highest; recnum += step)
    if (recordOf(series, recnum) !== undefined) return recnum;
  return 0;
}
