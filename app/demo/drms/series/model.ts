import type { TimeForm } from '../time/format-time.ts';

/** null: the value is missing. */
export type Value = number | bigint | string | null;

export type KeywordType = 'char' | 'short' | 'int' | 'longlong' | 'float' | 'double' | 'time' | 'string';

/** One record, known by where it stands on the axes of its series. */
export interface DemoRecord {
  recnum: number;
  /** Running number over all axes; neighbours in the last axis are neighbours here. */
  place: number;
  /** Index on each axis. */
  at: readonly number[];
  /** A former version, hidden unless all versions are asked for. */
  old: boolean;
}

export interface Slots {
  /** Seconds since 1977 TAI, or a plain number for other slotted keys. */
  epoch: number;
  step: number;
  /** Slot number of index 0. */
  first: number;
}

/** The values of one prime key, ascending; records are made from their combinations. */
export interface Axis {
  key: string;
  kind: 'time' | 'number' | 'string';
  size: number;
  valueAt(index: number): Value;
  slots?: Slots;
  /** Counts the records of a series without prime keys; no filter binds to it. */
  hidden?: true;
}

export interface Keyword {
  name: string;
  type: KeywordType;
  scope: string;
  units: string;
  note: string;
  defval: string;
  value(record: DemoRecord): Value;
  print(value: Value): string;
  timeForm?: TimeForm;
  /** Printed even when missing, as the server does with QUALITY. */
  alwaysPrinted?: true;
  /** `LINK->KEY`: the value comes from the record the link points to. */
  linkinfo?: string;
  /** The target of the link cannot be opened; the text stands in its place. */
  brokenLink?: string;
}

export type Compression = 'none' | 'rice' | 'gzip1' | 'gzip2';

export type Content = 'image' | 'float-image' | 'table' | 'text' | 'movie' | 'blob' | 'directory';

export interface Segment {
  name: string;
  type: string;
  units: string;
  protocol: string;
  note: string;
  content: Content;
  /** Name of the stored file; for a directory its last part, or empty. */
  file: string;
  compression: Compression;
  bzero: number;
  bscale: number;
  /** Files lie with the record this link points to. */
  link?: string;
}

export interface Link {
  name: string;
  target: string;
  kind: 'STATIC' | 'DYNAMIC';
  note: string;
  /** Indices on the axes of the target; undefined: the link leads nowhere. */
  follow(record: DemoRecord): readonly number[] | undefined;
}

export type Storage = 'online' | 'tape' | 'lost';

export interface Series {
  name: string;
  note: string;
  owner: string;
  unitsize: number;
  archive: number;
  retention: number;
  tapegroup: number;
  axes: readonly Axis[];
  /** Inclusive indices that exist on an axis for given indices of the axes before it; absent: all do. */
  window?(axis: number, before: readonly number[]): readonly [number, number];
  /** Whether a place also has a former version; absent: no series-wide second version exists. */
  hasOld?(place: number): boolean;
  /** Records that were taken away, by their numbers; absent: none was. */
  isGone?(recnum: number): boolean;
  keywords: readonly Keyword[];
  segments: readonly Segment[];
  links: readonly Link[];
  storage(record: DemoRecord): Storage;
  /** Pixels along one side of its images. */
  imageSize: number;
}
