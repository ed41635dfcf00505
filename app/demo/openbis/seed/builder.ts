import type { DataSet, EntityType, Experiment, Person, Project, Properties, Sample, Space } from '../model/entities.ts';
import { type Content, contentOf, noContent, type StoredFile, totalBytes } from '../store/content.ts';
import { physicalOf } from '../store/physical.ts';
import type { Registry } from '../store/registry.ts';

interface DataSetDraft {
  type: string;
  owner: Sample | Experiment;
  properties?: Properties;
  files?: () => readonly StoredFile[];
  /** Bytes of all files, where counting them would mean making them. */
  size?: number;
}

/** Registers what the seed says, one after the other, always at the same times. */
export class SeedBuilder {
  readonly registry: Registry;
  readonly registrator: Person;
  private nowMs = Date.UTC(2023, 3, 5, 10, 11, 12, 131);

  constructor(registry: Registry, registrator: Person) {
    this.registry = registry;
    this.registrator = registrator;
  }

  space(code: string, description: string): Space {
    const made: Space = { kind: 'space', code, description, ...this.registered() };
    this.registry.spaces.push(made);
    return made;
  }

  project(space: Space, code: string, description: string): Project {
    const { permId, ...dates } = this.identified();
    const made: Project = { kind: 'project', permId, code, description, space, leader: this.registrator, ...dates };
    this.registry.projects.push(made);
    return made;
  }

  experiment(project: Project, code: string, name: string, type = 'DEFAULT_EXPERIMENT'): Experiment {
    const made: Experiment = {
      ...{ kind: 'experiment', code, project, type: find(this.registry.experimentTypes, type) },
      ...{ properties: { $NAME: name }, tags: [] },
      ...this.identified(),
    };
    this.registry.experiments.push(made);
    return made;
  }

  /** With an experiment, its project and space. */
  sample(place: Experiment | Project | Space | null, code: string, type: string, properties: Properties = {}): Sample {
    const experiment = place?.kind === 'experiment' ? place : null;
    const project = experiment?.project ?? (place?.kind === 'project' ? place : null);
    const space = project?.space ?? (place?.kind === 'space' ? place : null);
    const made: Sample = {
      ...{ kind: 'sample', code, type: find(this.registry.sampleTypes, type), space, project, experiment },
      ...{ container: null, components: [], parents: [], children: [], properties, tags: [] },
      ...this.identified(),
    };
    this.registry.samples.push(made);
    return made;
  }

  dataSet({ type, owner, properties = {}, files, size }: DataSetDraft): DataSet {
    const content = files === undefined ? noContent : contentOf(files);
    const made = this.emptyDataSet(type, owner, properties, content);
    made.physicalData = physicalOf(made.code, () => size ?? totalBytes(content), 0);
    return made;
  }

  /** Neither stored nor linked yet. */
  emptyDataSet(
    type: string,
    owner: Sample | Experiment,
    properties: Properties,
    content: Content = noContent,
  ): DataSet {
    const [dataStore] = this.registry.dataStores;
    if (dataStore === undefined) throw new Error('There is no data store yet.');
    const { permId: code, ...dates } = this.identified();
    const sample = owner.kind === 'sample' ? owner : null;
    const made: DataSet = {
      ...{ kind: 'dataSet', code, type: find(this.registry.dataSetTypes, type), dataSetKind: 'PHYSICAL', dataStore },
      ...{ sample, experiment: owner.kind === 'experiment' ? owner : owner.experiment },
      ...{ parents: [], children: [], containers: [], components: [], properties, tags: [] },
      ...{ physicalData: null, linkedData: null, content, ...dates },
    };
    this.registry.dataSets.push(made);
    return made;
  }

  private identified(): { permId: string } & ReturnType<SeedBuilder['registered']> {
    const dates = this.registered();
    return { permId: this.registry.newPermId(dates.registrationMs), ...dates };
  }

  private registered(): { registrationMs: number; modificationMs: number; registrator: Person; modifier: Person } {
    // About an hour and a half, so that half a year of work appears.
    this.nowMs += 5_431_217;
    const { registrator } = this;
    return { registrationMs: this.nowMs, modificationMs: this.nowMs, registrator, modifier: registrator };
  }
}

function find(types: readonly EntityType[], code: string): EntityType {
  const found = types.find((one) => one.code === code);
  if (found === undefined) throw new Error(`There is no type ${code}.`);
  return found;
}
