import type { JsonValue } from '../contract/app-error.ts';
import type { ThingOrigin } from '../contract/collections.ts';
import { thingWords } from '../domain/collections/things.ts';
import { crateName, type Manifest, type ManifestFile, type ManifestItem, manifestName } from './manifest.ts';

type Entity = { '@id': string; '@type': string } & Record<string, JsonValue>;

/** The specification that is followed; readers of 1.2 take it too. */
const specification = 'https://w3id.org/ro/crate/1.1';
const quarryId = '#quarry';
const licenceId = '#licence';

export interface CrateParts extends Omit<Manifest, 'files'> {
  readme: Pick<ManifestFile, 'path' | 'bytes' | 'sha256' | 'mediaType'>;
  /** Folder of each thing, `data/…/`, in the order of the items; null where it has no files. */
  folders: readonly (string | null)[];
}

/** An exported collection as RO-Crate metadata: JSON-LD with one entity for each thing, file and server. */
export function roCrate({ folders, readme, ...manifest }: CrateParts): JsonValue {
  const { collection, exportedUtc, quarryVersion, items } = manifest;
  const origins = new Map(items.map(({ origin }) => [originId(origin), origin]));
  const things = items.map((item, at) => thingEntity(item, folders[at] ?? null, at));
  const files = items.flatMap((item) => item.files);
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: collection.name,
    description: collection.notes.trim() === '' ? `The collection ${collection.name}.` : collection.notes,
    datePublished: exportedUtc,
    dateCreated: collection.createdUtc,
    license: { '@id': licenceId },
    ...(collection.tags.length === 0 ? {} : { keywords: collection.tags.join(', ') }),
    hasPart: references([
      ...things.filter(isData),
      ...[readme.path, manifestName].map((path) => ({ '@id': idOf(path) })),
    ]),
    mentions: references(things.filter((thing) => !isData(thing))),
  };
  return {
    '@context': [`${specification}/context`, { sha256: 'https://schema.org/sha256' }],
    '@graph': [
      {
        '@id': crateName,
        '@type': 'CreativeWork',
        conformsTo: { '@id': specification },
        about: { '@id': './' },
      },
      root,
      ...things,
      ...files.map(fileEntity),
      fileEntity({ ...readme, about: 'What the folder holds, for people', asOfUtc: exportedUtc }),
      {
        '@id': manifestName,
        '@type': 'File',
        name: 'Manifest by which Quarry imports the folder',
        encodingFormat: 'application/json',
      },
      ...[...origins].map(([id, origin]) => originEntity(id, origin)),
      {
        '@id': licenceId,
        '@type': 'CreativeWork',
        name: 'No licence given',
        description: 'Whoever exported the collection has not said under which licence it may be used.',
      },
      { '@id': quarryId, '@type': 'SoftwareApplication', name: 'Quarry', version: quarryVersion },
      {
        '@id': '#export',
        '@type': 'CreateAction',
        name: `Export of ${collection.name}`,
        endTime: exportedUtc,
        instrument: { '@id': quarryId },
        object: references([...origins.keys()].map((id) => ({ '@id': id }))),
        result: { '@id': './' },
      },
    ],
  };
}

function thingEntity(item: ManifestItem, folder: string | null, at: number): Entity {
  const { title, thing, asOfUtc, note, tags, files, origin, problem } = item;
  const description = [note.trim(), problem ?? ''].filter((text) => text !== '').join('\n\n');
  return {
    '@id': folder === null ? `#thing-${at + 1}` : idOf(folder),
    '@type': folder === null ? 'CreativeWork' : 'Dataset',
    name: title,
    additionalType: thingWords[thing.kind][0],
    identifier: JSON.stringify(thing),
    ...(description === '' ? {} : { description }),
    ...(asOfUtc === null ? {} : { dateModified: asOfUtc }),
    ...(tags.length === 0 ? {} : { keywords: tags.join(', ') }),
    isBasedOn: { '@id': originId(origin) },
    ...(folder === null ? {} : { hasPart: references(files.map(({ path }) => ({ '@id': idOf(path) }))) }),
  };
}

function fileEntity(file: Pick<ManifestFile, 'path' | 'bytes' | 'sha256' | 'mediaType' | 'about' | 'asOfUtc'>): Entity {
  return {
    '@id': idOf(file.path),
    '@type': 'File',
    name: file.about,
    encodingFormat: file.mediaType,
    contentSize: String(file.bytes),
    sha256: file.sha256,
    ...(file.asOfUtc === null ? {} : { dateModified: file.asOfUtc }),
  };
}

const systemNames: Readonly<Record<ThingOrigin['system'], string>> = {
  juliabase: 'JuliaBase',
  openbis: 'openBIS',
  drms: 'DRMS',
  computer: 'Files',
};

function originId({ system, url, name }: ThingOrigin): string {
  return url ?? `#${system}-${encodeURIComponent(name)}`;
}

function originEntity(id: string, { system, name, url }: ThingOrigin): Entity {
  return {
    '@id': id,
    '@type': 'CreativeWork',
    name,
    additionalType: systemNames[system],
    ...(url === null ? {} : { url }),
  };
}

function isData(entity: Entity): boolean {
  return entity['@type'] === 'Dataset';
}

function references(entities: readonly { '@id': string }[]): JsonValue {
  return entities.map((entity) => ({ '@id': entity['@id'] }));
}

/** A path as the relative address that JSON-LD wants. */
function idOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
