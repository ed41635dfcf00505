import type {
  AccessToken,
  DataSet,
  DataStore,
  Deletion,
  EntityType,
  Experiment,
  ExternalDms,
  Person,
  Plugin,
  Project,
  PropertyType,
  Sample,
  Space,
  Tag,
  Vocabulary,
} from '../model/entities.ts';

/** All that the server knows, in memory. */
export class Registry {
  readonly persons: Person[] = [];
  readonly spaces: Space[] = [];
  readonly projects: Project[] = [];
  readonly experiments: Experiment[] = [];
  readonly samples: Sample[] = [];
  readonly dataSets: DataSet[] = [];
  readonly dataSetTypes: EntityType[] = [];
  readonly sampleTypes: EntityType[] = [];
  readonly experimentTypes: EntityType[] = [];
  readonly propertyTypes: PropertyType[] = [];
  readonly vocabularies: Vocabulary[] = [];
  readonly tags: Tag[] = [];
  readonly plugins: Plugin[] = [];
  readonly dataStores: DataStore[] = [];
  readonly externalDms: ExternalDms[] = [];
  readonly accessTokens: AccessToken[] = [];
  /** What lies in the trash; it is not found any more. */
  readonly deletions: Deletion[] = [];
  private ids = 0;

  /** Such as `20230405101112131-42`: never given twice. */
  newPermId(nowMs: number): string {
    return `${new Date(nowMs).toISOString().replaceAll(/\D/g, '')}-${this.newNumber()}`;
  }

  newNumber(): number {
    this.ids += 1;
    return this.ids;
  }
}
