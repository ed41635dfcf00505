import { resolve } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import {
  type CollectionThing,
  CollectionThingSchema,
  placeOf,
  type ThingKind,
  thingKinds,
} from '../../contract/collections.ts';
import type { ConnectionKind } from '../../contract/connections.ts';

/** Where things are that name no place themselves. */
export interface ThingPlaces {
  /** Asked for only when a thing needs it. */
  connectionId(kind: ConnectionKind): Promise<string>;
  serverId: string;
}

/** How a thing is written on the command line. */
export const thingForms: readonly string[] = [
  'sample:NAME  series:NAME  result:ID  figure:series:NAME  figure:sample:NAME',
  'mining:series:NAME  mining:topic:NAME  mining:search:TEXT',
  'drms-series:NAME  records:RECORDSET  record:RECORDSET  table:ID  sql:STATEMENT  fits-file:PATH',
  'openbis-collection:REFERENCE  openbis-object:REFERENCE  openbis-data-set:PERMID  openbis-file:PERMID/PATH',
];

/** A thing such as `sample:26S-001`. @throws AppError 'invalid-input' */
export async function parseThing(text: string, { connectionId, serverId }: ThingPlaces): Promise<CollectionThing> {
  const [, kindText = '', rest = ''] = /^([a-z-]+):(.+)$/s.exec(text) ?? [];
  const kind = thingKinds.find((one) => one === kindText);
  const fields = kind === undefined ? undefined : fieldsOf(kind, rest);
  if (kind === undefined || fields === undefined) throw noThing(text);
  // The place has no say in whether the rest is right.
  const draft = CollectionThingSchema.safeParse({ kind, connectionId: '?', serverId: '?', ...fields });
  if (!draft.success) throw noThing(text);
  const place = placeOf(draft.data);
  if (place.kind === 'connection')
    return CollectionThingSchema.parse({
      ...draft.data,
      connectionId: await connectionId(kind.startsWith('openbis-') ? 'openbis' : 'juliabase'),
    });
  return place.kind === 'drms' ? CollectionThingSchema.parse({ ...draft.data, serverId }) : draft.data;
}

function fieldsOf(kind: ThingKind, text: string): object | undefined {
  switch (kind) {
    case 'sample':
    case 'series':
    case 'drms-series':
      return { name: text };
    case 'result':
      return { id: Number(text) };
    case 'figure':
    case 'mining': {
      const [, of, name] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
      return { of, name };
    }
    case 'records':
    case 'record':
      return { recordSet: text };
    case 'table':
      return { tableId: text };
    case 'sql':
      return { statement: text };
    case 'fits-file':
      return { path: resolve(text) };
    case 'openbis-collection':
    case 'openbis-object':
      return { reference: text };
    case 'openbis-data-set':
      return { permId: text };
    case 'openbis-file': {
      const [, permId, path] = /^([^/]+)\/(.+)$/s.exec(text) ?? [];
      return { permId, path };
    }
    case 'fits-segment':
      // It has four parts that may hold any sign; the window knows them.
      return undefined;
    default:
      return kind satisfies never;
  }
}

function noThing(text: string): AppError {
  return new AppError('invalid-input', `${JSON.stringify(text)} names no thing.`, {
    remedy: 'Write KIND:NAME, such as sample:26S-001; --help shows all kinds.',
  });
}
