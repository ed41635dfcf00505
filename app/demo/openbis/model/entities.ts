import type { Content } from '../store/content.ts';

/** Everything that can stand in an answer; relations are plain pointers, also circular ones. */
export type Entity =
  | Person
  | Space
  | Project
  | Experiment
  | Sample
  | DataSet
  | EntityType
  | PropertyAssignment
  | PropertyType
  | Vocabulary
  | VocabularyTerm
  | Tag
  | Plugin
  | DataStore
  | PhysicalData
  | LinkedData
  | ContentCopy
  | ExternalDms
  | AccessToken
  | Deletion
  | DataSetFile;

/** Times are milliseconds since 1970. */
interface Registered {
  registrationMs: number;
  modificationMs: number;
  registrator: Person;
  modifier: Person;
}

/** An observer may look only; a user may also register. */
export type Role = 'admin' | 'user' | 'observer';

export interface Person {
  kind: 'person';
  userId: string;
  password: string;
  firstName: string;
  lastName: string;
  role: Role;
  /** Codes of the spaces this person sees. */
  spaces: readonly string[] | 'all';
  note: string;
  registrationMs: number;
}

export interface Space extends Registered {
  kind: 'space';
  code: string;
  description: string;
}

export interface Project extends Registered {
  kind: 'project';
  permId: string;
  code: string;
  description: string;
  space: Space;
  leader: Person | null;
}

/** Values as the server keeps them: texts, by code in capitals. */
export type Properties = Record<string, string>;

export interface Experiment extends Registered {
  kind: 'experiment';
  permId: string;
  code: string;
  project: Project;
  type: EntityType;
  properties: Properties;
  tags: Tag[];
}

export interface Sample extends Registered {
  kind: 'sample';
  permId: string;
  code: string;
  type: EntityType;
  /** Null: shared by all spaces. */
  space: Space | null;
  project: Project | null;
  experiment: Experiment | null;
  container: Sample | null;
  components: Sample[];
  parents: Sample[];
  children: Sample[];
  properties: Properties;
  tags: Tag[];
}

export interface DataSet extends Registered {
  kind: 'dataSet';
  /** Also its permId. */
  code: string;
  type: EntityType;
  dataSetKind: 'PHYSICAL' | 'CONTAINER' | 'LINK';
  dataStore: DataStore;
  sample: Sample | null;
  experiment: Experiment | null;
  parents: DataSet[];
  children: DataSet[];
  containers: DataSet[];
  components: DataSet[];
  properties: Properties;
  tags: Tag[];
  physicalData: PhysicalData | null;
  linkedData: LinkedData | null;
  content: Content;
}

export type Status = 'AVAILABLE' | 'LOCKED' | 'ARCHIVED' | 'UNARCHIVE_PENDING' | 'ARCHIVE_PENDING' | 'BACKUP_PENDING';

export interface PhysicalData {
  kind: 'physicalData';
  shareId: string;
  location: string;
  readonly size: number;
  status: Status;
  presentInArchive: boolean;
  /** When a pending status ends. */
  pendingUntilMs: number;
  /** Until then nobody knows the size. */
  confirmedMs: number;
}

export interface LinkedData {
  kind: 'linkedData';
  externalCode: string;
  externalDms: ExternalDms;
  contentCopies: ContentCopy[];
}

export interface ContentCopy {
  kind: 'contentCopy';
  id: string;
  externalDms: ExternalDms;
  path: string;
  gitCommitHash: string;
  gitRepositoryId: string;
}

export interface ExternalDms {
  kind: 'externalDms';
  code: string;
  label: string;
  address: string;
}

export interface EntityType {
  kind: 'dataSetType' | 'sampleType' | 'experimentType';
  code: string;
  description: string;
  assignments: PropertyAssignment[];
  validationPlugin: Plugin | null;
  modificationMs: number;
}

export interface PropertyAssignment {
  kind: 'propertyAssignment';
  entityType: EntityType;
  propertyType: PropertyType;
  section: string;
  ordinal: number;
  mandatory: boolean;
  /** Computes the value, which nobody can set then. */
  plugin: Plugin | null;
  registrator: Person;
  registrationMs: number;
}

export interface PropertyType {
  kind: 'propertyType';
  code: string;
  label: string;
  description: string;
  dataType: string;
  vocabulary: Vocabulary | null;
  registrator: Person;
  registrationMs: number;
}

export interface Vocabulary extends Registered {
  kind: 'vocabulary';
  code: string;
  description: string;
  chosenFromList: boolean;
  terms: VocabularyTerm[];
}

export interface VocabularyTerm {
  kind: 'vocabularyTerm';
  vocabulary: Vocabulary;
  code: string;
  label: string;
  description: string;
  ordinal: number;
  official: boolean;
  registrator: Person;
  registrationMs: number;
}

export interface Tag {
  kind: 'tag';
  code: string;
  owner: Person;
  registrationMs: number;
}

export interface Plugin {
  kind: 'plugin';
  name: string;
  pluginType: 'DYNAMIC_PROPERTY' | 'ENTITY_VALIDATION' | 'MANAGED_PROPERTY';
}

export interface DataStore {
  kind: 'dataStore';
  code: string;
  /** Empty: unknown to the application server. */
  downloadUrl: string;
  registrationMs: number;
}

export interface AccessToken {
  kind: 'accessToken';
  /** The secret itself. */
  permId: string;
  owner: Person;
  sessionName: string;
  validFromMs: number;
  validToMs: number;
  registrationMs: number;
  accessMs: number | null;
}

export interface Deletion {
  kind: 'deletion';
  techId: number;
  reason: string;
  deleted: (DataSet | Sample | Experiment)[];
  registrationMs: number;
}

/** One line of a file list. */
export interface DataSetFile {
  kind: 'dataSetFile';
  dataSet: DataSet;
  path: string;
  directory: boolean;
  length: number;
  /** 0: not known. */
  crc32: number;
}

export type Kind = Entity['kind'];

/** The entity of a kind. */
export type EntityOf<K extends Kind> = Extract<Entity, { kind: K }>;
