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
    case 'openbis.objects': {
      const { text, ...others } = question.search;
      return [text ? `Objects with “${text}”` : 'Objects', ...conditionsInWords(others)].join(' · ');
    }
    case 'openbis.data-sets': {
      const { text, ...others } = question.search;
      return [text ? `Datasets with “${text}”` : 'Datasets', ...conditionsInWords(others)].join(' · ');
    }
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

type OpenbisSearch = Extract<Question, { kind: 'openbis.data-sets' }>['search'];

const conditions: Readonly<Record<Exclude<keyof OpenbisSearch, 'text' | 'properties'>, (value: string) => string>> = {
  code: (value) => `with the code ${value}`,
  type: (value) => `of type ${value}`,
  tag: (value) => `with the tag ${value}`,
  registeredSince: (value) => `registered since ${value}`,
  space: (value) => `in space ${value}`,
  project: (value) => `in project ${value}`,
  collection: (value) => `in collection ${value}`,
  object: (value) => `of object ${value}`,
  status: (value) => `with status ${value}`,
  childOf: (value) => `children of ${value}`,
  parentOf: (value) => `parents of ${value}`,
};

const matches: Readonly<
  Record<NonNullable<OpenbisSearch['properties']>[number]['match'], (code: string, value: string) => string>
> = {
  equals: (code, value) => `property ${code} is ${value}`,
  contains: (code, value) => `property ${code} contains ${value}`,
  starts: (code, value) => `property ${code} begins with ${value}`,
  ends: (code, value) => `property ${code} ends with ${value}`,
  pattern: (code, value) => `property ${code} looks like ${value}`,
};

function conditionsInWords({ properties = [], ...others }: Omit<OpenbisSearch, 'text'>): string[] {
  // The schema lets no other names in.
  const given = Object.entries(others) as [keyof typeof conditions, string | undefined][];
  return [
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [conditions[name](value)])),
    ...properties.map(({ code, match, value }) => matches[match](code, value)),
  ];
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
