import { type Call, json, type Reply } from '../exchange.ts';
import type { Catalog } from '../series/catalog.ts';
import type { Series } from '../series/model.ts';
import { primeKeys } from '../series/records.ts';

const badFilter = '{"status":1,"errmsg":Series filter format error}';

/** The plain list. Its failures are no JSON. */
export function showSeries({ search, fault }: Call, catalog: Catalog): Reply {
  if (fault?.name === 'unquoted') return { ...json(null), body: badFilter };
  if (fault?.name === 'headless') return { ...json(null), body: '],"n":0}' };
  // This program decodes %XX only: a plus stays a plus.
  const filter = /(?:^|&)filter=([^&]*)/.exec(search)?.[1] ?? '';
  let found: Series[];
  try {
    found = filterSeries(catalog, decodeURIComponent(filter));
  } catch {
    return { ...json(null), body: badFilter };
  }
  const names = found.map((series) => ({
    name: series.name,
    primekeys: primeKeys(series).join(', '),
    note: series.note,
  }));
  return json({ status: 0, names, n: names.length });
}

/** The merged list: no prime keys, no status. */
export function showExtSeries({ parameters }: Call, catalog: Catalog): Reply {
  if ((parameters.get('dbhost') ?? '') === '') return json({ errMsg: 'Missing argument dbhost.', seriesList: [] });
  try {
    const found = filterSeries(catalog, parameters.get('filter') ?? '');
    const seriesList = found.map(({ name, note }) =>
      parameters.get('info') === '1' ? { [name]: { description: note } } : name,
    );
    return json({ errMsg: '', seriesList });
  } catch {
    return json({ errMsg: 'Invalid series filter.', seriesList: [] });
  }
}

/** Throws for what is no regular expression. */
function filterSeries({ series }: Catalog, filter: string): Series[] {
  const negated = filter.startsWith('NOT ');
  const pattern = negated ? filter.slice(4) : filter;
  const expression = new RegExp(pattern, 'i');
  const [before = '', ...after] = pattern.split('\\.');
  const namespace = after.length === 1 ? new RegExp(`${before}$`, 'i') : undefined;
  return series.filter(({ name }) => {
    const fits = expression.test(name) && (namespace?.test(name.replace(/\..*/, '')) ?? true);
    return fits !== negated;
  });
}
