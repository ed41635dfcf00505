/**
 * What a server tells, as plain values: trees that can be serialised, in the words of the interface. *Object* is what
 * the server calls sample, *collection* what it calls experiment. Times are milliseconds since 1970 UTC. `null` is
 * "not told" or "not set"; of lists and relations it means that they were not asked for.
 */
export interface Result<T> {
  items: T[];
  /** Position of the first item among all, from 0. */
  from: number;
  /** Of all that fit, not only of this page. */
  totalCount: number;
}

/** Values are text except where newer servers send numbers, truth values or lists. */
export type PropertyValue = string | number | boolean | null | PropertyValue[];
/** By upper-case code. */
export type Properties = Readonly<Record<string, PropertyValue>>;

export interface Recorded {
  registrator: string | null;
  registeredMs: number | null;
  modifier: string | null;
  modifiedMs: number | null;
}

export interface Space extends Recorded {
  code: string;
  permId: string;
  description: string | null;
}

export interface Project extends Recorded {
  permId: string;
  identifier: string;
  code: string;
  description: string | null;
  space: string | null;
  leader: string | null;
}

/** Another thing, named. */
export interface Link {
  permId: string;
  identifier: string | null;
  code: string | null;
  type: string | null;
}

export interface Described extends Recorded {
  permId: string;
  code: string;
  type: string | null;
  /** The property `$NAME`; null if there is none. */
  name: string | null;
  properties: Properties;
  tags: string[];
}

export interface Collection extends Described {
  identifier: string;
  project: string | null;
}

export interface LabObject extends Described {
  identifier: string;
  space: string | null;
  /** Identifier; null also where the server knows no objects of projects. */
  project: string | null;
  collection: Link | null;
  container: Link | null;
}

export interface LabObjectDetail extends LabObject {
  parents: Link[];
  children: Link[];
  components: Link[];
}

export type DataSetKind = 'PHYSICAL' | 'CONTAINER' | 'LINK';
export type DataSetStatus =
  | 'AVAILABLE'
  | 'LOCKED'
  | 'ARCHIVED'
  | 'UNARCHIVE_PENDING'
  | 'ARCHIVE_PENDING'
  | 'BACKUP_PENDING';

export interface PhysicalData {
  status: DataSetStatus | null;
  location: string | null;
  shareId: string | null;
  /** Null until the server has stored it for good. */
  sizeBytes: number | null;
  isInArchive: boolean;
}

/** Where the content of a LINK data set lies: not on the server. */
export interface ContentCopy {
  dms: string | null;
  dmsAddress: string | null;
  externalCode: string | null;
  path: string | null;
  gitCommitHash: string | null;
  gitRepositoryId: string | null;
}

export interface DataStore {
  code: string;
  /** Empty if the server does not tell it. */
  downloadUrl: string;
}

export interface DataSet extends Described {
  kind: DataSetKind;
  /** Null for CONTAINER and LINK. */
  physical: PhysicalData | null;
  copies: ContentCopy[];
  dataStore: DataStore | null;
  collection: Link | null;
  object: Link | null;
}

export interface DataSetDetail extends DataSet {
  parents: Link[];
  children: Link[];
  containers: Link[];
  components: Link[];
}

export interface DataSetFile {
  /** With `/`, no slash in front; as the server tells it, so never a path of this computer. */
  path: string;
  isFolder: boolean;
  /** Null for folders and where it is not told. */
  sizeBytes: number | null;
  /** Unsigned; null if the server has not calculated it. */
  crc32: number | null;
  checksum: { type: string; value: string } | null;
}

export interface VocabularyTerm {
  code: string;
  label: string | null;
  description: string | null;
  ordinal: number | null;
  /** False: somebody's proposal. */
  isOfficial: boolean;
}

export interface PropertyAssignment {
  code: string;
  label: string;
  description: string | null;
  /** E.g. VARCHAR, INTEGER, CONTROLLEDVOCABULARY, ARRAY_REAL. */
  dataType: string;
  isMandatory: boolean;
  /** Computed by the server: to be shown, not to be sent. */
  isComputed: boolean;
  isShownInForms: boolean;
  takesSeveral: boolean;
  section: string | null;
  ordinal: number | null;
  vocabulary: string | null;
  /** In their order; empty unless the type is CONTROLLEDVOCABULARY. */
  terms: VocabularyTerm[];
}

export interface DataSetType {
  code: string;
  description: string | null;
  mainFilePattern: string | null;
  mainFilePath: string | null;
  disallowsDeletion: boolean;
  modifiedMs: number | null;
  validationPlugin: string | null;
  metaData: Properties;
  /** In the order of the form. */
  properties: PropertyAssignment[];
}

export interface SessionFacts {
  user: string;
  isPersonalTokenSession: boolean;
  personalTokenSessionName: string | null;
}

export interface PersonalToken {
  /** The token itself: a secret. */
  permId: string;
  sessionName: string;
  owner: string | null;
  validFromMs: number | null;
  validToMs: number | null;
}
