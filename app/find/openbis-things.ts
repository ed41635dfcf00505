import type {
  OpenbisCollection,
  OpenbisDataSet,
  OpenbisFile,
  OpenbisObject,
  OpenbisProject,
  OpenbisSpace,
} from '../contract/openbis.ts';
import type { Thing } from '../domain/found.ts';
import { addressOf } from './address.ts';

/** Names of requests that `openbisThings` reads. */
export const openbisRequests: readonly string[] = [
  ...['spaces', 'projects', 'collections', 'collection', 'objects', 'object', 'data-sets', 'data-set', 'files'],
];

/** What a kept answer of openBIS tells of; `undefined` if it is no such answer. */
export function openbisThings(connectionId: string, request: string, body: unknown): Thing[] | undefined {
  const [head = '', ...rest] = request.split(' ');
  // The name of a request tells what was kept under it, here and in each case below.
  switch (head) {
    case 'spaces':
      return (body as OpenbisSpace[]).map((space) => spaceThing(connectionId, space));
    case 'projects':
      return (body as OpenbisProject[]).map((project) => projectThing(connectionId, project));
    case 'collections':
      return (body as Found<OpenbisCollection>).items.map((one) => collectionThing(connectionId, one, 1));
    case 'collection':
      return [collectionThing(connectionId, body as OpenbisCollection, 2)];
    case 'objects':
      return (body as Found<OpenbisObject>).items.map((one) => objectThing(connectionId, one, 1));
    case 'object':
      return [objectThing(connectionId, body as OpenbisObject, 2)];
    case 'data-sets':
      return (body as Found<OpenbisDataSet>).items.map((one) => dataSetThing(connectionId, one, 1));
    case 'data-set':
      return [dataSetThing(connectionId, body as OpenbisDataSet, 2)];
    case 'files':
      return (body as OpenbisFile[])
        .filter(({ isFolder }) => !isFolder)
        .map(({ path }) => fileThing(connectionId, rest.join(' '), path));
    default:
      return undefined;
  }
}

interface Found<T> {
  items: T[];
}

/** Without a panel of its own: the search shows what is in it. */
function spaceThing(connectionId: string, { code, description, registrator }: OpenbisSpace): Thing {
  const address = addressOf('openbis-search', connectionId, code);
  const texts = { title: code, detail: 'Space', notes: lines([description, registrator]) };
  return { kind: 'openbis-space', ...texts, address, part: `space ${code}`, fullness: 2 };
}

function projectThing(connectionId: string, project: OpenbisProject): Thing {
  const { code, identifier, description, leader, registrator } = project;
  const address = addressOf('openbis-search', connectionId, code);
  const texts = { title: code, detail: identifier, notes: lines([description, leader, registrator]) };
  return { kind: 'openbis-project', ...texts, address, part: `project ${identifier}`, fullness: 2 };
}

function collectionThing(connectionId: string, one: OpenbisCollection, fullness: 1 | 2): Thing {
  const address = addressOf('openbis-collection', connectionId, one.permId);
  return { kind: 'openbis-collection', ...described(one, one.identifier), address, part: '', fullness };
}

function objectThing(connectionId: string, one: OpenbisObject, fullness: 1 | 2): Thing {
  const address = addressOf('openbis-object', connectionId, one.permId);
  return { kind: 'openbis-object', ...described(one, one.identifier), address, part: '', fullness };
}

function dataSetThing(connectionId: string, one: OpenbisDataSet, fullness: 1 | 2): Thing {
  const address = addressOf('openbis-data-set', connectionId, one.permId);
  const where = [one.type, one.object?.identifier ?? one.collection?.identifier].filter(Boolean).join(', ');
  return { kind: 'openbis-data-set', ...described(one, where), address, part: '', fullness };
}

function fileThing(connectionId: string, permId: string, path: string): Thing {
  const address = addressOf('openbis-data-set', connectionId, permId);
  const texts = { title: path.split('/').at(-1) ?? path, detail: `Dataset ${permId}`, notes: path };
  return { kind: 'file', ...texts, address, part: `file ${permId} ${path}`, fullness: 2 };
}

type Described = Pick<
  OpenbisObject,
  'code' | 'name' | 'permId' | 'type' | 'properties' | 'tags' | 'registrator' | 'modifier'
>;

function described(one: Described, detail: string): Pick<Thing, 'title' | 'detail' | 'notes'> {
  const { code, name, permId, type, tags, registrator, modifier } = one;
  const values = Object.values(one.properties)
    .flat(5)
    .filter((value) => typeof value === 'string');
  return {
    title: name ?? code,
    detail,
    notes: lines([code, permId, type, ...tags, ...values, registrator, modifier]),
  };
}

function lines(texts: readonly (string | null)[]): string {
  return [...new Set(texts)].filter(Boolean).join('\n');
}
