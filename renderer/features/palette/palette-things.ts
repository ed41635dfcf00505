import { useDebouncedValue } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { KeptTable } from '../../../app/contract/columns.ts';
import type { Connection } from '../../../app/contract/connections.ts';
import type { SavedQuery } from '../../../app/contract/queries.ts';
import { keptAnswers } from '../../api/kept-answers.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelTarget } from '../../routes/panel-address.ts';
import { knownOpenbisThings, useFoundOpenbisThings } from '../openbis/palette-things.ts';

export interface PaletteThing {
  target: PanelTarget;
  title: string;
  where: string;
}

export interface PaletteThings {
  things: readonly PaletteThing[];
  isAsking: boolean;
}

const leastLetters = 2;

/** Series, samples and things of openBIS that are known here, and those that the servers find. */
export function usePaletteThings(text: string, wanted: { samples: boolean; series: boolean }): PaletteThings {
  const connections = useQuery(queryFor('connections.list', {})).data ?? [];
  const [asked] = useDebouncedValue(text, 250);
  const tables = useQuery({ ...queryFor('columns.tables.list', {}), enabled: wanted.series }).data ?? [];
  const queries = useQuery({ ...queryFor('queries.list', {}), enabled: wanted.series }).data ?? [];
  const found = useFoundSamples(connections, wanted.samples ? asked : '');
  const foundAtOpenbis = useFoundOpenbisThings(connections, wanted, asked.length >= leastLetters ? asked : '');
  const things = connections.flatMap((connection) => [
    ...knownOpenbisThings(connection, wanted),
    ...(wanted.series ? knownSeries(connection) : []),
    ...(wanted.samples ? knownSamples(connection) : []),
  ]);
  return {
    things: distinct([
      ...things,
      ...(wanted.series ? [...queries.map(savedQuery), ...tables.map(keptTable)] : []),
      ...found.things,
      ...foundAtOpenbis.things,
    ]),
    isAsking: found.isAsking || foundAtOpenbis.isAsking,
  };
}

function savedQuery({ id, title, name }: SavedQuery): PaletteThing {
  return {
    target: { kind: 'query', params: { queryId: id } },
    title: name,
    where: `Saved query, ${title}`,
  };
}

function keptTable({ tableId, recordSet, rows, asOfUtc }: KeptTable): PaletteThing {
  const asOf = new Date(asOfUtc).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return {
    target: { kind: 'table', params: { tableId } },
    title: recordSet,
    where: `Kept table, ${rows.toLocaleString('en')} records, as of ${asOf}`,
  };
}

function useFoundSamples(connections: readonly Connection[], text: string): PaletteThings {
  const online = connections.filter(({ kind, state }) => kind === 'juliabase' && state === 'signed-in');
  const answers = useQueries({
    queries: online.map(({ id }) => ({
      ...queryFor('juliabase.samples.search', { connectionId: id, name: text }),
      enabled: text.length >= leastLetters,
    })),
  });
  return {
    things: answers.flatMap((answer, at) => {
      const connection = online[at];
      if (connection === undefined || text.length < leastLetters) return [];
      return (answer.data?.value.items ?? []).map(({ name }) => sampleThing(connection, name));
    }),
    isAsking: answers.some(({ isFetching }) => isFetching),
  };
}

function knownSeries(connection: Connection): PaletteThing[] {
  const lists = keptAnswers('juliabase.series.list', connection.id).flatMap((answer) => answer.value.names);
  const opened = keptAnswers('juliabase.series.get', connection.id).map((answer) => answer.value.name);
  return [...lists, ...opened].map((name) => ({
    target: { kind: 'series', params: { connectionId: connection.id, name } },
    title: name,
    where: `Series, ${connection.name}`,
  }));
}

function knownSamples(connection: Connection): PaletteThing[] {
  const mine = keptAnswers('juliabase.samples.mine', connection.id).flatMap((answer) => answer.value);
  const members = keptAnswers('juliabase.series.get', connection.id).flatMap((answer) => answer.value.members);
  const opened = keptAnswers('juliabase.sample.get', connection.id).map((answer) => answer.value.sample);
  return [...mine, ...members, ...opened].map(({ name }) => sampleThing(connection, name));
}

function sampleThing(connection: Connection, name: string): PaletteThing {
  return {
    target: { kind: 'sample', params: { connectionId: connection.id, name } },
    title: name,
    where: `Sample, ${connection.name}`,
  };
}

function distinct(things: readonly PaletteThing[]): PaletteThing[] {
  return [...new Map(things.map((thing) => [`${thing.where}\n${thing.title}`, thing])).values()];
}
