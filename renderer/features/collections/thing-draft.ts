import type { ThingDraft } from '../../../app/contract/collections.ts';
import { type CollectionThing, plainTitle } from '../../../app/domain/collections/things.ts';
import { queryClient } from '../../api/query-client.ts';
import { queryFor } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { usePanelTitles } from '../../routes/panel-title.ts';
import { lookOf } from '../figure/figure-choices.ts';
import { targetOfThing } from './thing-target.ts';

/** A thing as it is known to this window, with the time of the answer in which it was seen. */
export function draftOf(thing: CollectionThing): ThingDraft {
  const title = nameOf(thing) ?? usePanelTitles.getState().titles[panelAddress(targetOfThing(thing))]?.title;
  return {
    thing: withLook(thing),
    asOfUtc: asOf(thing),
    ...(title === undefined || title.trim() === '' ? {} : { title }),
  };
}

/** A figure goes into a collection as it is seen, and comes out of an export like that. */
function withLook(thing: CollectionThing): CollectionThing {
  if (thing.kind !== 'figure' || thing.look !== undefined) return thing;
  const look = lookOf({ connectionId: thing.connectionId, kind: thing.of, name: thing.name });
  return look === undefined ? thing : { ...thing, look };
}

/** What the servers call it, or what else says more than its id and the tab of its panel. */
function nameOf(thing: CollectionThing): string | undefined {
  if (thing.kind === 'result') {
    const { connectionId, id } = thing;
    return queryClient.getQueryData(queryFor('juliabase.result.get', { connectionId, id }).queryKey)?.value.title;
  }
  if (thing.kind === 'table')
    return queryClient.getQueryData(queryFor('drms.table.describe', { tableId: thing.tableId }).queryKey)?.recordSet;
  return thing.kind === 'sql' || thing.kind === 'openbis-file' ? plainTitle(thing) : undefined;
}

function asOf(thing: CollectionThing): string | null {
  return seen(thing)?.asOfUtc ?? null;
}

function seen(thing: CollectionThing): { asOfUtc: string } | undefined {
  switch (thing.kind) {
    case 'sample': {
      const { connectionId, name } = thing;
      return queryClient.getQueryData(queryFor('juliabase.sample.get', { connectionId, name }).queryKey);
    }
    case 'series': {
      const { connectionId, name } = thing;
      return queryClient.getQueryData(queryFor('juliabase.series.get', { connectionId, name }).queryKey);
    }
    case 'result': {
      const { connectionId, id } = thing;
      return queryClient.getQueryData(queryFor('juliabase.result.get', { connectionId, id }).queryKey);
    }
    case 'drms-series': {
      const { serverId, name } = thing;
      return queryClient.getQueryData(queryFor('drms.series.info', { serverId, series: name }).queryKey);
    }
    case 'table':
      return queryClient.getQueryData(queryFor('drms.table.describe', { tableId: thing.tableId }).queryKey);
    case 'openbis-object': {
      const { connectionId, reference } = thing;
      return queryClient.getQueryData(queryFor('openbis.objects.get', { connectionId, reference }).queryKey);
    }
    case 'openbis-data-set': {
      const { connectionId, permId } = thing;
      return queryClient.getQueryData(queryFor('openbis.data-sets.get', { connectionId, permId }).queryKey);
    }
    default:
      return undefined;
  }
}
