import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { crateName } from './manifest.ts';
import { type ExportedItem, writeFolder } from './write-folder.ts';

type Entity = Record<string, unknown> & { '@id': string; '@type': string };

let root = '';
let folder = '';
let graph: Entity[] = [];
let context: unknown;
const timeUtc = '2026-11-21T10:00:00.000Z';

const item = (more: Partial<ExportedItem>): ExportedItem => ({
  ...{ thing: { kind: 'sample', connectionId: 'lab', name: 'a' }, title: 'µ / 100 %', note: 'Look', tags: ['t'] },
  ...{
    origin: { system: 'juliabase', name: 'Lab', url: 'https://lab.example.org/' },
    asOfUtc: timeUtc,
    addedUtc: timeUtc,
  },
  ...more,
});

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quarry-crate-'));
  folder = join(root, 'out');
  await writeFolder({
    ...{ folder, aside: `${folder}.part`, quarryVersion: '1.0.0', exportedUtc: timeUtc },
    collection: { name: 'Anneal', notes: '', tags: ['x', 'y'], colour: 'none', createdUtc: timeUtc },
    items: [
      item({}),
      item({
        thing: { kind: 'table', tableId: 't' },
        origin: { system: 'computer', name: 'This computer', url: null },
      }),
    ],
    read: async function* ({ thing }) {
      if (thing.kind === 'table') throw new AppError('not-found', 'The table is gone.');
      const about = { mediaType: 'application/json', about: 'Facts', asOfUtc: timeUtc };
      yield { name: 'sample µ.json', ...about, bytes: new TextEncoder().encode('{}') };
    },
    ...{ onProgress: () => undefined, signal: new AbortController().signal },
  });
  const crate = JSON.parse(readFileSync(join(folder, crateName), 'utf8'));
  graph = crate['@graph'];
  context = crate['@context'];
});
afterAll(() => rmSync(root, { recursive: true }));

const entity = (id: string): Entity | undefined => graph.find((one) => one['@id'] === id);
const idsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === 'object' && one !== null && '@id' in one ? [String(one['@id'])] : [],
  );

test('has the context, the descriptor and the root that the specification requires', () => {
  expect(context).toContain('https://w3id.org/ro/crate/1.1/context');
  expect(entity(crateName)).toMatchObject({
    '@type': 'CreativeWork',
    about: { '@id': './' },
    conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
  });
  expect(entity('./')).toMatchObject({ '@type': 'Dataset', name: 'Anneal', datePublished: timeUtc, keywords: 'x, y' });
  expect(entity('./')?.description).toEqual(expect.stringMatching(/./));
  expect(entity(idsOf(entity('./')?.license)[0] ?? '')).toMatchObject({ name: 'No licence given' });
});

test('is a flat graph: each entity once, with an id and a type, and no reference into the void', () => {
  expect(new Set(graph.map((one) => one['@id'])).size).toBe(graph.length);
  for (const one of graph) {
    expect(one['@type']).toEqual(expect.any(String));
    for (const [name, value] of Object.entries(one)) {
      if (name === 'conformsTo') continue;
      for (const id of idsOf(value)) expect(entity(id), `${one['@id']} ${name} ${id}`).toBeDefined();
    }
  }
});

test('every data entity is a part of the root, lies in the folder, and has its size and digest', () => {
  const reached = new Set<string>();
  const visit = (id: string): void => {
    if (reached.has(id)) return;
    reached.add(id);
    idsOf(entity(id)?.hasPart ?? []).forEach(visit);
  };
  visit('./');
  const data = graph.filter((one) => ['File', 'Dataset'].includes(one['@type']));
  expect(data.length).toBeGreaterThan(3);
  for (const one of data) {
    expect(reached).toContain(one['@id']);
    const found = statSync(join(folder, decodeURIComponent(one['@id'])));
    expect(found.isDirectory()).toBe(one['@type'] === 'Dataset');
    // Folders end with a slash, addresses have no spaces.
    expect(one['@id']).toMatch(one['@type'] === 'Dataset' ? /^[^ µ]*\/$/ : /^[^ µ]*[^/ µ]$/);
    if (one['@type'] === 'File' && one['@id'] !== 'manifest.json') expect(one.contentSize).toBe(String(found.size));
  }
});

test('says where things are from, by what, and what is missing', () => {
  const [sample, table] = graph.filter((one) => one.identifier !== undefined);
  expect(sample).toMatchObject({ name: 'µ / 100 %', isBasedOn: { '@id': 'https://lab.example.org/' }, keywords: 't' });
  expect(table).toMatchObject({ '@type': 'CreativeWork', description: 'Look\n\nThe table is gone.' });
  expect(entity('./')?.mentions).toEqual([{ '@id': table?.['@id'] }]);
  expect(entity('#quarry')).toMatchObject({ '@type': 'SoftwareApplication', version: '1.0.0' });
  expect(entity('#export')).toMatchObject({ '@type': 'CreateAction', instrument: { '@id': '#quarry' } });
});
