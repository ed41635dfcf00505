import type { Clock, Log } from '../../platform/platform.ts';
import type { HttpLimits } from '../http/limits.ts';
import type { RequestObserver } from '../http/observer.ts';
import type { SessionNews } from '../http/session-manager.ts';
import type { TextMatch } from './criteria.ts';
import type { DataSetDownload, DownloadDataSetOptions } from './download/api.ts';
import type { SortField } from './fetch-options.ts';
import type {
  Collection,
  DataSet,
  DataSetDetail,
  DataSetFile,
  DataSetStatus,
  DataSetType,
  LabObject,
  LabObjectDetail,
  PersonalToken,
  Project,
  Result,
  SessionFacts,
  Space,
} from './model.ts';
import type { ServerFacts } from './server-facts.ts';
import type { Login } from './session.ts';
import type { UploadsArea } from './upload/api.ts';
import type { PropertyInput } from './upload/property-values.ts';

/** How to reach one openBIS server. Only `url` is required. */
export interface OpenbisOptions {
  /** Scheme, host and port; https if the scheme is left out. Paths of openBIS pages are cut off. */
  url: string;
  /** Absent: nothing but `probe` works until `session.logIn`. */
  login?: Login;
  /** Name of the connection, used in messages; default: the host of the address. */
  name?: string;
  /** Default false: http is refused, except on loopback. */
  allowHttp?: boolean;
  /** Default true. False accepts any certificate, for this connection alone; a pinned one is better. */
  verifyCertificates?: boolean;
  /** Further certificate authorities as PEM text, beside those of the system. */
  ca?: string;
  /** SHA-256 of the server's certificate as hex (colons allowed): this one and no other is accepted. */
  pinnedFingerprint?: string;
  /** Address of an HTTP proxy, e.g. `http://proxy.example:3128`. */
  proxy?: string;
  /** Address of the data store, where the one that the server tells is wrong. */
  dataStoreUrl?: string;
  /** Hosts of data stores that may get the session token, beside the host of `url`. */
  allowedHosts?: readonly string[];
  /** Told of the bytes of downloads as they come; the next ones wait until it resolves. For a rate that others share. */
  throttle?: { spend(bytes: number, signal: AbortSignal): Promise<void> };
  clock?: Clock;
  log?: Log;
  /** Told about every request: method, path, status, duration; never bodies, queries or secrets. */
  observer?: RequestObserver;
  /** Told when a session begins, is there, or cannot be had; also those that are renewed without being asked for. */
  onSession?: (news: SessionNews) => void;
  /** Defaults: connect 10 s, silence 60 s (registrations 30 min), body 256 MiB inflated, 4 connections per host. */
  limits?: Partial<HttpLimits>;
}

/** Every call that reaches the server takes a signal; an aborted call rejects with the code 'cancelled'. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** Which part of the hits. Pages always come sorted, so that they fit together. */
export interface Paging {
  /** Position of the first, from 0. Default 0. */
  from?: number;
  /** Most hits of one page. Default 100. */
  count?: number;
  /** Default: identifier (code of spaces), of data sets the time of registration. */
  sort?: SortField;
  /** Default: true except for times, which come newest first. */
  ascending?: boolean;
}

/** All conditions must hold; none means everything that the user may see. Codes count in any letter case. */
export interface Query {
  /** Words that must all be in some field. */
  text?: string;
  /** `*` and `?` stand for any signs and any sign. */
  code?: string;
  type?: string;
  /** `match` default 'equals'; 'pattern' knows `*` and `?`. */
  properties?: readonly { code: string; value: string; match?: TextMatch }[];
  tag?: string;
  /** A day, `yyyy-MM-dd`. */
  registeredSince?: string;
  /** Code of the space. */
  space?: string;
  /** Identifier, permId or code. */
  project?: string;
}

export interface ObjectQuery extends Query {
  /** Identifier, permId or code of the collection. */
  collection?: string;
}

export interface DataSetQuery extends ObjectQuery {
  /** Identifier (also as the ELN shows it, with the collection in it), permId or code of the object. */
  object?: string;
  status?: DataSetStatus;
  /** permId of the parent. */
  childOf?: string;
  /** permId of the child. */
  parentOf?: string;
}

/**
 * One session at one server. It logs in at the first need and again when the session has ended; parallel calls share
 * one login. A refused password is not sent again until `session.logIn` is called. Failures are AppErrors
 * (OpenbisError where the server named them); their `source` is the name of the connection.
 */
export interface OpenbisClient extends BrowseAreas {
  /** Name of the connection. */
  readonly name: string;
  /** Scheme, host and port. */
  readonly url: string;
  readonly session: SessionArea;
  readonly tokens: TokensArea;
  readonly dataSets: DataSetsArea;
  readonly types: TypesArea;
  readonly uploads: UploadsArea;

  /** What the server says about itself; asked once, anew with `refresh` (protocol 4). */
  serverFacts(options?: CallOptions & { refresh?: boolean }): Promise<ServerFacts>;
  /**
   * Whether an openBIS server answers there, without logging in (protocol 3).
   * @throws AppError 'network' (certificate, host, …), 'timeout', 'bad-response' if it is none
   */
  probe(options?: CallOptions): Promise<void>;
  /** Closes all connections at once; running calls fail with 'cancelled'. The session on the server stays. */
  close(): Promise<void>;
}

export interface SessionArea {
  /** Who is or will be logged in; null if nobody, or if the token does not tell. */
  user(): string | null;
  /**
   * Logs in now; also the way to try again after a refused password.
   * @param login takes the place of the earlier one, but only if it works (protocol 3)
   * @throws AppError 'auth-required' "The login to openBIS failed…" for a wrong password or a dead token
   */
  logIn(login?: Login, options?: CallOptions): Promise<void>;
  /**
   * Ends the session; what is being transferred with it fails. A personal token is only forgotten until the next call.
   * The client can be used again afterwards and then logs in anew.
   */
  logOut(options?: CallOptions): Promise<void>;
  /** Asks the server whether the session is alive; false before the first login. Does not keep it alive. */
  isActive(options?: CallOptions): Promise<boolean>;
  /** Who is logged in and how. Keeps the session alive: ask every ten minutes while work is queued. */
  information(options?: CallOptions): Promise<SessionFacts>;
  /** The token in use, a secret; logs in if needed. For mounts and links. */
  token(options?: CallOptions): Promise<string>;
}

/** Personal access tokens (protocol 3). All calls need a session of a password: tokens cannot manage tokens. */
export interface TokensArea {
  list(options?: CallOptions): Promise<PersonalToken[]>;
  /**
   * @param sessionName tokens of one user and name share a session on the server
   * @param options `days` of validity; default and maximum: what the server allows
   * @throws AppError 'unsupported' if the server has none, OpenbisError 'forbidden' if logged in with a token
   */
  create(sessionName: string, options?: CallOptions & { days?: number }): Promise<PersonalToken>;
  /** The one of that name which is valid for longer than the warning period, else a new one. */
  getOrCreate(sessionName: string, options?: CallOptions & { days?: number }): Promise<PersonalToken>;
  delete(permIds: readonly string[], reason: string, options?: CallOptions): Promise<void>;
}

export interface BrowseAreas {
  readonly spaces: SpacesArea;
  readonly projects: ProjectsArea;
  readonly collections: CollectionsArea;
  readonly objects: ObjectsArea;
}

/** All lists hold what the user may see (protocol 6). */
export interface SpacesArea {
  list(options?: Paging & CallOptions): Promise<Result<Space>>;
}

export interface ProjectsArea {
  /** @param options `space`: code of the space */
  list(options?: { space?: string } & Paging & CallOptions): Promise<Result<Project>>;
  /**
   * @param reference identifier, permId, or a code that only one project has
   * @returns undefined if there is none that the user may see
   * @throws AppError 'invalid-input' for a code of several
   */
  find(reference: string, options?: CallOptions): Promise<Project | undefined>;
}

export interface CollectionsArea {
  search(query: Query, options?: Paging & CallOptions): Promise<Result<Collection>>;
  /**
   * @param reference identifier, permId, or a code that only one collection has
   * @returns undefined if there is none that the user may see
   * @throws AppError 'invalid-input' for a code of several
   */
  find(reference: string, options?: CallOptions): Promise<Collection | undefined>;
}

export interface ObjectsArea {
  search(query: ObjectQuery, options?: Paging & CallOptions): Promise<Result<LabObject>>;
  /**
   * @param reference identifier (also as the ELN shows it), permId, or a code that only one object has
   * @returns undefined if there is none that the user may see
   * @throws AppError 'invalid-input' for a code of several
   */
  find(reference: string, options?: CallOptions): Promise<LabObjectDetail | undefined>;
}

export interface DataSetsArea {
  /** Newest first. Data sets of an object also count for its collection. */
  search(query: DataSetQuery, options?: Paging & CallOptions): Promise<Result<DataSet>>;
  /** @throws OpenbisError 'not-found' also for one that the user may not see */
  get(permId: string, options?: CallOptions): Promise<DataSetDetail>;
  /** Those of them which the user may see, in any order. */
  found(permIds: readonly string[], options?: CallOptions): Promise<DataSet[]>;
  /**
   * Files and folders, all at once: a list may have 100 000 entries (protocol 7.1).
   * @param dataSet its permId, or the data set, which saves a question
   */
  files(dataSet: string | DataSet, options?: CallOptions): Promise<DataSetFile[]>;
  /**
   * Fetches all files into a folder: by fast download, whose missing pieces alone are asked for again, else one by one;
   * sizes and checksums verified, names made safe, no file under its name before it is right (protocol 7).
   * @returns how it ended; call it again with the same folder to go on
   * @throws AppError 'unsupported' for linked data, 'conflict' for data in the archive or a folder in use, 'cancelled'
   */
  download(permId: string, options: DownloadDataSetOptions): Promise<DataSetDownload>;
  /** Has archived data sets fetched back; ask `get` for their status until it is AVAILABLE. */
  unarchive(permIds: readonly string[], options?: CallOptions): Promise<void>;
  /**
   * Changes what is given and leaves the rest alone (protocol 8.4).
   * @throws DraftError with all problems, before anything is sent; OpenbisError for refusals of the server
   */
  update(permId: string, change: DataSetChange, options?: CallOptions): Promise<void>;
}

export interface DataSetChange {
  /** By code; an empty value clears the property. */
  properties?: Readonly<Record<string, PropertyInput>>;
  /** permIds of all parents: they take the place of the earlier ones. */
  parents?: readonly string[];
}

export interface TypesArea {
  /** With properties, vocabularies and terms, in one request; large, so keep the answer for some minutes. */
  dataSetTypes(options?: CallOptions): Promise<DataSetType[]>;
  /** @returns undefined if there is none of that code */
  dataSetType(code: string, options?: CallOptions): Promise<DataSetType | undefined>;
}
