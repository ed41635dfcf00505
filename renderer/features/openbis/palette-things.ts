import { useQueries } from '@tanstack/react-query';
import type { Connection } from '../../../app/contract/connections.ts';
import type { OpenbisCollection, OpenbisDataSet, OpenbisObject } from '../../../app/contract/openbis.ts';
import { keptAnswers } from '../../api/kept-answers.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PaletteThing, PaletteThings } from '../palette/palette-things.ts';

/** Objects go with the samples, collections and datasets with the series. */
interface Wanted {
  samples: boolean;
  series: boolean;
}

/** Objects, collections and datasets of answers that the page holds. */
export function knownOpenbisThings(connection: Connection, { samples, series }: Wanted): PaletteThing[] {
  const { id, kind } = connection;
  if (kind !== 'openbis') return [];
  const objects = [
    ...keptAnswers('openbis.objects.search', id).flatMap(({ value }) => value.items),
    ...keptAnswers('openbis.objects.get', id).map(({ value }) => value),
  ];
  const collections = [
    ...keptAnswers('openbis.collections.search', id).flatMap(({ value }) => value.items),
    ...keptAnswers('openbis.collections.get', id).map(({ value }) => value),
  ];
  const dataSets = [
    ...keptAnswers('openbis.data-sets.search', id).flatMap(({ value }) => value.items),
    ...keptAnswers('openbis.data-sets.get', id).map(({ value }) => value),
  ];
  return [
    ...(samples ? objects.map((one) => objectThing(connection, one)) : []),
    ...(series ? collections.map((one) => collectionThing(connection, one)) : []),
    ...(series ? dataSets.map((one) => dataSetThing(connection, one)) : []),
  ];
}

const mostFound = 50;

/** What the servers find for the words; nothing is asked for an empty text. */
export function useFoundOpenbisThings(
  connections: readonly Connection[],
  { samples, series }: Wanted,
  text: string,
): PaletteThings {
  const online = connections.filter(({ kind, state }) => kind === 'openbis' && state === 'signed-in');
  const objects = useQueries({
    queries: online.map(({ id }) => ({
      ...queryFor('openbis.objects.search', { connectionId: id, text, count: mostFound }),
      enabled: samples && text !== '',
    })),
  });
  const dataSets = useQueries({
    queries: online.map(({ id }) => ({
      ...queryFor('openbis.data-sets.search', { connectionId: id, text, count: mostFound }),
      enabled: series && text !== '',
    })),
  });
  return {
    things: online.flatMap((connection, at) => [
      ...(objects[at]?.data?.value.items ?? []).map((one) => objectThing(connection, one)),
      ...(dataSets[at]?.data?.value.items ?? []).map((one) => dataSetThing(connection, one)),
    ]),
    isAsking: [...objects, ...dataSets].some(({ isFetching }) => isFetching),
  };
}

function objectThing(
  { id, name: server }: Connection,
  { permId, identifier, code, name }: OpenbisObject,
): PaletteThing {
  return {
    target: { kind: 'openbis-object', params: { connectionId: id, reference: permId } },
    title: name ?? code,
    where: `Object ${identifier}, ${server}`,
  };
}

function collectionThing(
  { id, name: server }: Connection,
  { permId, identifier, code, name }: OpenbisCollection,
): PaletteThing {
  return {
    target: { kind: 'openbis-collection', params: { connectionId: id, reference: permId } },
    title: name ?? code,
    where: `Collection ${identifier}, ${server}`,
  };
}

function dataSetThing({ id, name: server }: Connection, { permId, name, type }: OpenbisDataSet): PaletteThing {
  return {
    target: { kind: 'openbis-data-set', params: { connectionId: id, permId } },
    title: name ?? permId,
    where: [`Dataset ${permId}`, type, server].filter(Boolean).join(', '),
  };
}
