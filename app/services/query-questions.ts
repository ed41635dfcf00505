import type { Handlers } from '../contract/contract.ts';
import type { MiningSource } from '../contract/mining.ts';
import type { Question, QuestionKind, QuestionSystem } from '../contract/questions.ts';

/** By their ids; a server and a connection may have the same. */
export interface PlaceNames {
  servers: ReadonlyMap<string, string>;
  connections: ReadonlyMap<string, string>;
}

export interface QuestionPlaces {
  names(): Promise<PlaceNames>;
  topicName(connectionId: string, topicId: number): Promise<string | null>;
}

/** Whom SQL asks. */
const keptTables = 'Kept tables';

const systems: Readonly<Record<QuestionKind, QuestionSystem>> = {
  'drms.records': 'drms',
  'drms.series': 'drms',
  'juliabase.samples': 'juliabase',
  'juliabase.topic': 'juliabase',
  'juliabase.series': 'juliabase',
  'openbis.objects': 'openbis',
  'openbis.data-sets': 'openbis',
  mining: 'juliabase',
  sql: 'sql',
};

// The keys are those of the type.
const kinds = Object.keys(systems) as QuestionKind[];

export function systemOf(kind: QuestionKind): QuestionSystem {
  return systems[kind];
}

export function kindsOf(system: QuestionSystem | null): QuestionKind[] {
  return kinds.filter((kind) => system === null || systems[kind] === system);
}

/** Id of the server or connection; empty for SQL, which asks none. */
export function placeIdOf(question: Question): string {
  switch (question.kind) {
    case 'drms.records':
    case 'drms.series':
      return question.serverId;
    case 'mining':
      return question.draft.connectionId;
    case 'sql':
      return '';
    case 'juliabase.samples':
    case 'juliabase.topic':
    case 'juliabase.series':
    case 'openbis.objects':
    case 'openbis.data-sets':
      return question.connectionId;
    default:
      return question satisfies never;
  }
}

/** What the place is called; its id if it is no longer in the lists. */
export function placeNameOf({ servers, connections }: PlaceNames, kind: QuestionKind, placeId: string): string {
  const system = systemOf(kind);
  if (system === 'sql') return keptTables;
  return (system === 'drms' ? servers : connections).get(placeId) ?? placeId;
}

/** Ids of the places whose names fit. */
export function placeIdsWith({ servers, connections }: PlaceNames, fits: (name: string) => boolean): string[] {
  return [...servers, ...connections, ['', keptTables] as const].flatMap(([id, name]) => (fits(name) ? [id] : []));
}

/** The question in a line, which is also what the history is searched in. */
export async function titleOf(question: Question, places: QuestionPlaces): Promise<string> {
  switch (question.kind) {
    case 'drms.records':
      return question.recordSet;
    case 'drms.series':
      return `Series with “${question.text}”`;
    case 'juliabase.samples':
      return `Samples with “${question.name}”`;
    case 'juliabase.topic': {
      const name = await places.topicName(question.connectionId, question.topicId).catch(() => null);
      return `Series of topic ${name ?? question.topicId}`;
    }
    case 'juliabase.series':
      return `Members of ${question.name}`;
    case 'openbis.objects':
      return `Objects${conditionsInWords(question.search)}`;
    case 'openbis.data-sets':
      return `Datasets${conditionsInWords(question.search)}`;
    case 'mining':
      return `${sourceInWords(question.draft.source)}: ${question.draft.fields.map(({ name, field }) => name ?? field).join(', ')}`;
    case 'sql':
      return question.statement.replaceAll(/\s+/g, ' ');
    default:
      return question satisfies never;
  }
}

function sourceInWords(source: MiningSource): string {
  switch (source.kind) {
    case 'series':
      return `Mining of ${source.name}`;
    case 'topic':
      return `Mining of topic ${source.name}`;
    case 'search':
      return `Mining of samples with “${source.text}”`;
    case 'samples':
      return `Mining of ${source.names.length} samples`;
    default:
      return source satisfies never;
  }
}

function conditionsInWords(search: Extract<Question, { kind: 'openbis.data-sets' }>['search']): string {
  const { text, properties = [], ...rest } = search;
  const plain = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  const compared = properties.map(({ code, match, value }) => `${code} ${match} ${value}`);
  const words = [...(text ? [`with “${text}”`] : []), ...plain, ...compared];
  return words.length === 0 ? '' : ` ${words.join(', ')}`;
}

/** Names of all that can be asked, from the lists of servers and connections. */
export function questionPlaces(
  handlers: () => Pick<Handlers, 'connections.list' | 'drms.servers.list' | 'juliabase.topics.list'>,
): QuestionPlaces {
  const context = { signal: new AbortController().signal };
  return {
    async names() {
      const [connections, servers] = await Promise.all([
        handlers()['connections.list']({}, context),
        handlers()['drms.servers.list']({}, context),
      ]);
      return { servers: namesById(servers), connections: namesById(connections) };
    },
    async topicName(connectionId, topicId) {
      const topics = await handlers()['juliabase.topics.list']({ connectionId, refresh: false }, context);
      return topics.value.find(({ id }) => id === topicId)?.name ?? null;
    },
  };
}

function namesById(places: readonly { id: string; name: string }[]): Map<string, string> {
  return new Map(places.map(({ id, name }) => [id, name]));
}
