import type { FigureLook } from '../figure-look.ts';

/**
 * What a collection can hold. The fields are what names the thing for good; all else can change at its server. Only the
 * look of a figure names nothing: a figure is in a collection once.
 */
export type CollectionThing =
  | { kind: 'sample' | 'series'; connectionId: string; name: string }
  | { kind: 'result'; connectionId: string; id: number }
  | { kind: 'figure'; connectionId: string; of: 'series' | 'sample'; name: string; look?: FigureLook }
  | { kind: 'mining'; connectionId: string; of: 'series' | 'topic' | 'search'; name: string }
  | { kind: 'openbis-collection' | 'openbis-object'; connectionId: string; reference: string }
  | { kind: 'openbis-data-set'; connectionId: string; permId: string }
  | { kind: 'openbis-file'; connectionId: string; permId: string; path: string }
  | { kind: 'drms-series'; serverId: string; name: string }
  | { kind: 'records' | 'record'; serverId: string; recordSet: string }
  | { kind: 'table'; tableId: string }
  | { kind: 'sql'; statement: string }
  | { kind: 'fits-file'; path: string }
  | { kind: 'fits-segment'; serverId: string; record: string; segment: string; path: string };

export type ThingKind = CollectionThing['kind'];

/** In the order in which a list is grouped. */
export const thingKinds = [
  'sample',
  'series',
  'result',
  'figure',
  'mining',
  'drms-series',
  'records',
  'record',
  'table',
  'sql',
  'fits-file',
  'fits-segment',
  'openbis-collection',
  'openbis-object',
  'openbis-data-set',
  'openbis-file',
] as const satisfies readonly ThingKind[];

// By itself: what stands under `sql` is taken for a statement, and nobody would translate it.
const sqlWords = ['answer to SQL', 'answers to SQL'] as const;

/** Words for one and for several of a kind. */
export const thingWords: Readonly<Record<ThingKind, readonly [one: string, several: string]>> = {
  sample: ['sample', 'samples'],
  series: ['sample series', 'sample series'],
  result: ['result', 'results'],
  figure: ['figure', 'figures'],
  mining: ['mining table', 'mining tables'],
  'drms-series': ['data series', 'data series'],
  records: ['record set', 'record sets'],
  record: ['record', 'records'],
  table: ['kept table', 'kept tables'],
  sql: sqlWords,
  'fits-file': ['FITS file', 'FITS files'],
  'fits-segment': ['FITS file of a record', 'FITS files of records'],
  'openbis-collection': ['openBIS collection', 'openBIS collections'],
  'openbis-object': ['object', 'objects'],
  'openbis-data-set': ['dataset', 'datasets'],
  'openbis-file': ['file of a dataset', 'files of datasets'],
};

/** Where a thing lives: at a connection, at a DRMS server, or on this computer. */
export type ThingPlace = { kind: 'connection' | 'drms'; id: string } | { kind: 'computer' };

export function placeOf(thing: CollectionThing): ThingPlace {
  if ('connectionId' in thing) return { kind: 'connection', id: thing.connectionId };
  if ('serverId' in thing) return { kind: 'drms', id: thing.serverId };
  return { kind: 'computer' };
}

/** The same thing at a connection or server that has another id here. */
export function movedTo(thing: CollectionThing, id: string): CollectionThing {
  if ('connectionId' in thing) return { ...thing, connectionId: id };
  return 'serverId' in thing ? { ...thing, serverId: id } : thing;
}

/** Equal for equal things alone, whatever the order of their fields. */
export function thingKey(thing: CollectionThing): string {
  const names = Object.entries(thing).filter(([field]) => field !== 'look');
  return JSON.stringify(names.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A name for people where nobody has given a better one. */
export function plainTitle(thing: CollectionThing): string {
  switch (thing.kind) {
    case 'sample':
    case 'series':
    case 'drms-series':
      return thing.name;
    case 'result':
      return `Result ${thing.id}`;
    case 'figure':
      return `Conductivity ${thing.name}`;
    case 'mining':
      return `Mining: ${thing.name}`;
    case 'records':
    case 'record':
      return thing.recordSet;
    case 'openbis-collection':
    case 'openbis-object':
      return thing.reference;
    case 'openbis-data-set':
      return thing.permId;
    case 'table':
      return 'Kept table';
    case 'sql':
      return inOneLine(thing.statement);
    case 'fits-file':
    case 'openbis-file':
      return lastPart(thing.path);
    case 'fits-segment':
      return `${thing.record} ${thing.segment}`.trim();
    default:
      return thing satisfies never;
  }
}

const mostSigns = 80;

function inOneLine(statement: string): string {
  const line = statement.trim().replaceAll(/\s+/g, ' ');
  return line.length <= mostSigns ? line : `${line.slice(0, mostSigns - 1)}…`;
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
