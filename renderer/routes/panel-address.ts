import { type FitsParams, fitsAddressParts, parseFitsAddress } from './fits-address.ts';

/** What each kind of panel shows. */
export interface PanelParams {
  start: Record<never, never>;
  settings: Record<never, never>;
  shortcuts: Record<never, never>;
  /** The loopback API for notebooks. */
  jupyter: Record<never, never>;
  transfers: Record<never, never>;
  /** Lines of Quarry's own log. */
  log: Record<never, never>;
  outbox: Record<never, never>;
  crawlers: Record<never, never>;
  /** SQL over all kept tables: what stands in the editor, or one statement with its answer. */
  sql: { statement?: string };
  sample: { connectionId: string; name: string };
  series: { connectionId: string; name: string };
  conductivity: { connectionId: string; seriesName: string } | { connectionId: string; sampleName: string };
  search: { connectionId: string; text: string };
  /** Everything kept here by words. */
  find: { text: string };
  result: { connectionId: string; id: number };
  'drms-series': { serverId: string; name: string };
  /** A record set and its answer. */
  records: { serverId: string; recordSet: string };
  /** Series of a server by name, note and keywords. */
  'drms-search': { serverId: string; text: string };
  fits: FitsParams;
  'openbis-collection': { connectionId: string; reference: string };
  'openbis-object': { connectionId: string; reference: string };
  'openbis-data-set': { connectionId: string; permId: string };
  /** What is in one file of a dataset. */
  'openbis-file': { connectionId: string; permId: string; path: string };
  'openbis-search': { connectionId: string; text: string };
  /** Samples × fields of their processes. */
  mining: { connectionId: string; of: 'series' | 'topic' | 'search'; name: string };
  /** Figures of many series at once; several names of series stand on lines of their own, an empty search is asked for. */
  publish: { connectionId: string; of: 'series' | 'topic' | 'search'; name: string };
  /** What became of each series. */
  'publish-run': { jobId: string };
  /** A list of things of all systems. */
  collection: { id: string };
  /** An answer that was kept. */
  table: { tableId: string };
  /** Everything that was asked. */
  history: Record<never, never>;
  /** A saved query: its answers, and what has changed between them. */
  query: { queryId: string };
}

export type PanelKind = keyof PanelParams;

/** A kind of panel with its parameters. */
export type PanelTarget = { [K in PanelKind]: { kind: K; params: PanelParams[K] } }[PanelKind];

/** Address of a panel: its id, its place in the page's URL after `#`, and what follows `quarry:/` in a link. */
export function panelAddress({ kind, params }: PanelTarget): string {
  switch (kind) {
    case 'start':
    case 'settings':
    case 'shortcuts':
    case 'jupyter':
    case 'transfers':
    case 'log':
    case 'outbox':
    case 'crawlers':
    case 'history':
      return join(kind);
    case 'sql':
      return params.statement === undefined ? join(kind) : join(kind, params.statement);
    case 'sample':
    case 'series':
      return join(kind, params.connectionId, params.name);
    case 'conductivity':
      return 'seriesName' in params
        ? join('figure', params.connectionId, 'series', params.seriesName)
        : join('figure', params.connectionId, 'sample', params.sampleName);
    case 'find':
      return join('find', params.text);
    case 'search':
      return join('search', params.connectionId, params.text);
    case 'result':
      return join('result', params.connectionId, String(params.id));
    case 'drms-series':
      return join('drms', params.serverId, params.name);
    case 'drms-search':
      return join('drms-search', params.serverId, params.text);
    case 'records':
      return join('records', params.serverId, params.recordSet);
    case 'openbis-collection':
    case 'openbis-object':
      return join(kind, params.connectionId, params.reference);
    case 'openbis-data-set':
      return join(kind, params.connectionId, params.permId);
    case 'openbis-file':
      return join(kind, params.connectionId, params.permId, params.path);
    case 'openbis-search':
      return join(kind, params.connectionId, params.text);
    case 'fits':
      return join('fits', ...fitsAddressParts(params));
    case 'mining':
    case 'publish':
      return join(kind, params.connectionId, params.of, params.name);
    case 'publish-run':
      return join(kind, params.jobId);
    case 'collection':
      return join(kind, params.id);
    case 'table':
      return join('table', params.tableId);
    case 'query':
      return join('query', params.queryId);
    default:
      return kind satisfies never;
  }
}

function join(...parts: string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

/** Kinds that show one thing for the whole of Quarry. */
const pageKinds = [
  'start',
  'settings',
  'shortcuts',
  'jupyter',
  'transfers',
  'log',
  'outbox',
  'crawlers',
  'history',
] as const;

function isPageKind(kind: string | undefined): kind is (typeof pageKinds)[number] {
  return pageKinds.some((one) => one === kind);
}

/** The panel of an address; undefined if it is none. */
export function parsePanelAddress(address: string): PanelTarget | undefined {
  const parts = decodeParts(address);
  const [kind, connectionId, third, fourth] = parts ?? [];
  if (isPageKind(kind)) {
    return parts?.length === 1 ? { kind, params: {} } : undefined;
  }
  if (kind === 'sql') return { kind, params: connectionId ? { statement: connectionId } : {} };
  if (kind === 'find' && connectionId !== undefined) return { kind, params: { text: connectionId } };
  if (kind === undefined || !connectionId) return undefined;
  if (kind === 'fits') {
    const params = parseFitsAddress(parts?.slice(1) ?? []);
    return params && { kind, params };
  }
  if (kind === 'publish-run') return { kind, params: { jobId: connectionId } };
  if (kind === 'collection') return { kind, params: { id: connectionId } };
  if (kind === 'table') return { kind, params: { tableId: connectionId } };
  if (kind === 'query') return { kind, params: { queryId: connectionId } };
  if (kind === 'drms-search') return { kind, params: { serverId: connectionId, text: third ?? '' } };
  if (kind === 'search' || kind === 'openbis-search') return { kind, params: { connectionId, text: third ?? '' } };
  if (!third) return undefined;
  switch (kind) {
    case 'sample':
    case 'series':
      return { kind, params: { connectionId, name: third } };
    case 'result':
      return /^[1-9]\d{0,14}$/.test(third) ? { kind, params: { connectionId, id: Number(third) } } : undefined;
    case 'openbis-collection':
    case 'openbis-object':
      return { kind, params: { connectionId, reference: third } };
    case 'openbis-data-set':
      return { kind, params: { connectionId, permId: third } };
    case 'openbis-file':
      return fourth ? { kind, params: { connectionId, permId: third, path: fourth } } : undefined;
    case 'drms':
      return { kind: 'drms-series', params: { serverId: connectionId, name: third } };
    case 'records':
      return { kind, params: { serverId: connectionId, recordSet: third } };
    case 'mining':
      return parseMining(connectionId, third, fourth);
    case 'publish':
      return parsePublish(connectionId, third, fourth);
    case 'figure':
      return parseFigure(connectionId, third, fourth);
    default:
      return undefined;
  }
}

function parseMining(connectionId: string, of: string, name: string | undefined): PanelTarget | undefined {
  if (!name || (of !== 'series' && of !== 'topic' && of !== 'search')) return undefined;
  return { kind: 'mining', params: { connectionId, of, name } };
}

function parsePublish(connectionId: string, of: string, name: string | undefined): PanelTarget | undefined {
  if (of === 'search' && name !== undefined) return { kind: 'publish', params: { connectionId, of, name } };
  if (!name || (of !== 'series' && of !== 'topic')) return undefined;
  return { kind: 'publish', params: { connectionId, of, name } };
}

function parseFigure(connectionId: string, subject: string, name: string | undefined): PanelTarget | undefined {
  if (!name) return undefined;
  if (subject === 'series') return { kind: 'conductivity', params: { connectionId, seriesName: name } };
  if (subject === 'sample') return { kind: 'conductivity', params: { connectionId, sampleName: name } };
  return undefined;
}

function decodeParts(address: string): string[] | undefined {
  try {
    return address.split(/[?#]/, 1)[0]?.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The panel that a `quarry://` link names. */
export function parseLink(url: string): PanelTarget | undefined {
  return url.startsWith('quarry://') ? parsePanelAddress(`/${url.slice('quarry://'.length)}`) : undefined;
}
