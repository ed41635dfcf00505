import type { DataSet, EntityType, Experiment, Person, Properties, Sample } from '../model/entities.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Content, contentOf, noContent, type StoredFile, storedFile, totalBytes } from './content.ts';
import { hasCode } from './find.ts';
import { link } from './link.ts';
import { physicalOf } from './physical.ts';
import type { Registry } from './registry.ts';
import type { UploadedEntry } from './workspaces.ts';

export interface Registration {
  type: EntityType;
  kind: DataSet['dataSetKind'];
  /** Given by the client, or null for a new one. */
  code: string | null;
  /** Wins over the collection. */
  sample: Sample | null;
  experiment: Experiment | null;
  parents: readonly DataSet[];
  components: readonly DataSet[];
  properties: Properties;
  content: Content;
  person: Person;
  nowMs: number;
  /** From then on the size is known. */
  confirmedMs: number;
}

export function registerDataSet(registry: Registry, wish: Registration): DataSet {
  const { type, kind, sample, person, nowMs, content } = wish;
  const experiment = sample === null ? wish.experiment : sample.experiment;
  if (sample === null && experiment === null)
    throw new UserFailure('Data set must be connected to a sample or an experiment.');
  const code = wish.code ?? registry.newPermId(nowMs);
  if (registry.dataSets.some(hasCode(code))) throw new UserFailure(`DataSet with the code '${code}' already exists.`);
  const [dataStore] = registry.dataStores;
  if (dataStore === undefined) throw new UserFailure('There is no data store.');
  const made: DataSet = {
    ...{ kind: 'dataSet', code, type, dataSetKind: kind, dataStore, sample, experiment },
    ...{ parents: [], children: [], containers: [], components: [...wish.components] },
    ...{ properties: wish.properties, tags: [], linkedData: null, content },
    physicalData: kind === 'PHYSICAL' ? physicalOf(code, () => totalBytes(content), wish.confirmedMs) : null,
    ...{ registrationMs: nowMs, modificationMs: nowMs, registrator: person, modifier: person },
  };
  for (const parent of wish.parents) link(parent, made);
  for (const component of wish.components) component.containers.push(made);
  registry.dataSets.push(made);
  return made;
}

/** Uploaded entries below `original/` and the folder given. */
export function uploadedContent(entries: readonly UploadedEntry[], folder = ''): Content {
  const place = ({ path }: UploadedEntry): string => `original/${folder}${path}`;
  const files = entries.flatMap((entry): StoredFile[] =>
    entry.blob === null ? [] : [storedFile(place(entry), entry.blob)],
  );
  const folders = entries.filter(({ blob }) => blob === null).map(place);
  return entries.length === 0 ? noContent : contentOf(() => files, folders);
}
