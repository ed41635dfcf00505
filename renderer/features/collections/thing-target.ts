import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { type PanelTarget, parsePanelAddress } from '../../routes/panel-address.ts';

/** What the panel of an address shows, as a thing of collections. */
export function thingAt(address: string): CollectionThing | undefined {
  const target = parsePanelAddress(address);
  return target === undefined ? undefined : thingOfTarget(target);
}

/** What a panel shows, as a thing of collections; undefined where it shows none. */
export function thingOfTarget(target: PanelTarget): CollectionThing | undefined {
  switch (target.kind) {
    case 'sample':
    case 'series':
    case 'result':
    case 'mining':
    case 'drms-series':
    case 'table':
    case 'openbis-collection':
    case 'openbis-object':
    case 'openbis-data-set':
    case 'openbis-file':
      // The parameters of these panels are the fields of their things.
      return { kind: target.kind, ...target.params } as CollectionThing;
    case 'sql': {
      const { statement } = target.params;
      return statement === undefined ? undefined : { kind: 'sql', statement };
    }
    case 'records':
      return target.params.recordSet === '' ? undefined : { kind: 'records', ...target.params };
    case 'conductivity': {
      const { params } = target;
      const { connectionId } = params;
      return 'seriesName' in params
        ? { kind: 'figure', connectionId, of: 'series', name: params.seriesName }
        : { kind: 'figure', connectionId, of: 'sample', name: params.sampleName };
    }
    case 'fits': {
      const { origin } = target.params;
      return origin.kind === 'file' ? { kind: 'fits-file', path: origin.path } : { ...origin, kind: 'fits-segment' };
    }
    default:
      return undefined;
  }
}

/** The panel that shows a thing. */
export function targetOfThing(thing: CollectionThing): PanelTarget {
  switch (thing.kind) {
    case 'sample':
    case 'series':
      return { kind: thing.kind, params: { connectionId: thing.connectionId, name: thing.name } };
    case 'result':
      return { kind: thing.kind, params: { connectionId: thing.connectionId, id: thing.id } };
    case 'figure': {
      const { connectionId, of, name } = thing;
      const params = of === 'series' ? { connectionId, seriesName: name } : { connectionId, sampleName: name };
      return { kind: 'conductivity', params };
    }
    case 'mining':
      return { kind: thing.kind, params: { connectionId: thing.connectionId, of: thing.of, name: thing.name } };
    case 'drms-series':
      return { kind: thing.kind, params: { serverId: thing.serverId, name: thing.name } };
    case 'records':
    case 'record':
      return { kind: 'records', params: { serverId: thing.serverId, recordSet: thing.recordSet } };
    case 'table':
      return { kind: thing.kind, params: { tableId: thing.tableId } };
    case 'openbis-collection':
    case 'openbis-object':
      return { kind: thing.kind, params: { connectionId: thing.connectionId, reference: thing.reference } };
    case 'openbis-data-set':
      return { kind: thing.kind, params: { connectionId: thing.connectionId, permId: thing.permId } };
    case 'openbis-file': {
      const { kind, connectionId, permId, path } = thing;
      return { kind, params: { connectionId, permId, path } };
    }
    case 'sql':
      return { kind: thing.kind, params: { statement: thing.statement } };
    case 'fits-file':
      return { kind: 'fits', params: { origin: { kind: 'file', path: thing.path }, list: null } };
    case 'fits-segment':
      return { kind: 'fits', params: { origin: { ...thing, kind: 'segment' }, list: null } };
    default:
      return thing satisfies never;
  }
}
