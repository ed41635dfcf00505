import { type CellColumn, type DrmsClient, stateAt, textAt } from '../../app/clients/drms/index.ts';

/** Its structure is not JSON, which the Python client does not survive. */
const neverJson = 'demo.odd_units';

/** Series, and their structures in the order of the columns of the Python client. */
export async function structuresOf(client: DrmsClient) {
  const series = await client.series();
  const structures = [];
  for (const { name } of series) {
    if (name === neverJson) continue;
    const { note, primekeys, keywords, segments, links } = await client.info(name);
    structures.push({
      ...{ name, note, primekeys },
      keywords: keywords.map((one) => [
        one.name,
        ...[one.type, one.recscope, one.defval, one.units, one.note, one.linkinfo],
        ...[one.isTime, one.isInteger, one.isReal],
      ]),
      segments: segments.map((one) => [one.name, one.type, one.units, one.protocol, one.dims, one.note]),
      links: links.map((one) => [one.name, one.target, one.kind, one.note]),
    });
  }
  const filtered = (await client.series('hmi\\.')).map(({ name }) => name);
  return { series: series.map(({ name, note }) => ({ name, note })), structures, filtered };
}

interface QueryWish {
  recordSet: string;
  wishes: { key?: string; seg?: string; link?: string; n?: number };
}

const everything = { key: '**ALL**', seg: '**ALL**', link: '**ALL**' };
const special = '*recnum*,*sunum*,*size*,*online*,*retain*,*archive*,*recdir*,*dirmtime*,*logdir*,foo';

/** Values of our client for the first and last records of every series, and for queries that are special. */
export async function queriesOf(client: DrmsClient) {
  const wishes: QueryWish[] = [
    { recordSet: 'hmi.v_45s[2013.07.03_08:42_TAI/3m]', wishes: { key: 'T_REC, CRLT_OBS', seg: 'Dopplergram, foo' } },
    { recordSet: 'hmi.B_720s[2013.07.03_08:42_TAI/40m]', wishes: { link: 'MDATA, foo', key: special } },
    { recordSet: 'aia.lev1_euv_12s[2014-01-01T00:00:01Z/1m@12s][171,193]', wishes: everything },
    { recordSet: 'demo.million_60s[2015.01.01_TAI/1d]', wishes: { key: '**ALL**' } },
    { recordSet: 'demo.m_96m[2016.01.01_TAI/90d][! 1=1 !]', wishes: { key: `**ALL**,${special}` } },
  ];
  for (const { name } of await client.series())
    if (name !== neverJson) wishes.push(...[20, -20].map((n) => ({ recordSet: name, wishes: { ...everything, n } })));
  const cases = [];
  for (const wish of wishes) {
    const found = await caseOf(client, wish);
    if (found !== null) cases.push(found);
  }
  return cases;
}

async function caseOf(client: DrmsClient, { recordSet, wishes }: QueryWish) {
  const answer = await client.query(recordSet, { ...wishes, recinfo: true });
  // The Python client reads neither what is not JSON nor columns of different lengths.
  if (answer.repaired) return null;
  const tables: Record<string, unknown> = { key: answer.keywords.map(cellsOf), link: answer.links.map(cellsOf) };
  const segments = answer.segments.map(({ name, path }) => cellsOf({ ...path, name }));
  const { seg, ...others } = wishes;
  const isPadded = segments.some(({ states }) => states.includes('absent'));
  const names =
    wishes.key === '**ALL**' && answer.recordNames !== null ? cellsOf(answer.recordNames).values : undefined;
  return {
    recordSet,
    wishes: seg === undefined || isPadded ? others : { ...others, seg },
    tables: { ...tables, seg: segments },
    ...(wishes.n === undefined && names !== undefined ? { names } : {}),
  };
}

/** As JSON can hold them: 64-bit integers as texts, hexadecimal numbers without sign as the Python client has them. */
function cellsOf(column: CellColumn) {
  const valueAt = (row: number): string | number | null => {
    if (column.kind === 'text') return textAt(column, row);
    if (column.kind === 'longlong') return String(column.values[row]);
    const value = column.values[row] ?? Number.NaN;
    if (column.kind === 'integer' && column.hex) return value >>> 0;
    return Number.isNaN(value) ? null : value;
  };
  const rows = Array.from({ length: column.length }, (_, row) => row);
  return {
    name: column.name,
    kind: column.kind,
    values: rows.map(valueAt),
    states: rows.map((row) => stateAt(column, row)),
  };
}
