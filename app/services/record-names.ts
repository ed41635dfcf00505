import { type RecordParts, recordParts } from '../domain/drms/series-name.ts';

/** So long that a request with it still passes the servers. */
const mostCharacters = 6000;

/** Record sets that name exactly these records. Those that differ only in their first prime key share a list. */
export function recordSetsOfNames(names: readonly string[], most = mostCharacters): string[] {
  const lists = new Map<string, { head: string; tail: string; values: string[] }>();
  const whole: string[] = [];
  for (const name of names) {
    const parts = recordParts(name);
    const [first, ...rest] = parts?.values ?? [];
    if (parts === null || first === undefined || !isWhole(name, parts)) {
      whole.push(name);
      continue;
    }
    const tail = rest.map((value) => `[${quoted(value)}]`).join('');
    const key = `${parts.series} ${tail}`;
    const list = lists.get(key) ?? { head: parts.series, tail, values: [] };
    list.values.push(quoted(first));
    lists.set(key, list);
  }
  const listed = [...lists.values()].flatMap(({ head, tail, values }) =>
    packed(values, most - head.length - tail.length - 2).map((piece) => `${head}[${piece}]${tail}`),
  );
  return packed([...listed, ...whole], most);
}

/** Values with brackets of their own are not taken apart rightly. */
function isWhole(name: string, { series, values }: RecordParts): boolean {
  return (
    name.replace(/\{[^{}]*\}\s*$/, '').replaceAll(/\s/g, '') === `${series}[${values.join('][')}]`.replaceAll(/\s/g, '')
  );
}

/** Record sets of records by their numbers in the table of the series, which also tell versions apart. */
export function recordSetsOfNumbers(series: string, numbers: readonly string[], most = mostCharacters): string[] {
  const items = numbers.map((number) => `#${number}`);
  return packed(items, most - series.length - 3).map((piece) => `${series}[:${piece}]`);
}

/** Items joined by commas into as few texts as the length allows. */
function packed(items: readonly string[], most: number): string[] {
  const texts: string[] = [];
  let text = '';
  for (const item of items) {
    if (text !== '' && text.length + 1 + item.length > most) {
      texts.push(text);
      text = '';
    }
    text = text === '' ? item : `${text},${item}`;
  }
  return text === '' ? texts : [...texts, text];
}

/** Blanks and commas would end a value. */
function quoted(value: string): string {
  return /[\s,]/.test(value) && !/^(".*"|'.*')$/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
}
