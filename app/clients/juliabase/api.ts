import type { Pk, Result, Sample, SampleSeries } from '../../domain/juliabase.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import type { RequestObserver } from '../http/observer.ts';
import type { FilePart } from '../http/request-body.ts';
import type { SessionNews } from '../http/session-manager.ts';
import type { ProcessClass } from './institute/process-class.ts';
import type { FeedArea, MainMenuArea, StatusArea, TasksArea } from './office/api.ts';
import type { ProcessesArea, ServerFile } from './processes-api.ts';
import type { ResultsArea } from './results-api.ts';
import type { SampleChanges } from './sample-changes-api.ts';
import type { SeriesChanges } from './series-changes-api.ts';
import type { TablesArea } from './tables-api.ts';

export type * from './results-api.ts';

/** How to reach one JuliaBase server as one user. Only `url`, `user` and `password` are required. */
export interface JuliaBaseOptions {
  /** Root address of the production server; may contain a path prefix. http is accepted for any host the user names. */
  url: string;
  /** Root address of the test server, used instead of `url` when `mode` is 'test'. */
  testUrl?: string;
  /** Default 'production'. */
  mode?: 'production' | 'test';
  /** Login name. */
  user: string;
  /** The password, or a function that asks for it; it is called once per sign-in and its result is not kept. */
  password: string | (() => Promise<string>);
  /** Name of the connection, used in messages; default: the host of the address. */
  name?: string;
  /** Further certificate authorities as PEM text, beside those of the system. */
  ca?: string;
  /** SHA-256 of the server's certificate as hex (colons allowed): accepted even if no authority vouches for it. */
  pinnedFingerprint?: string;
  /** Address of an HTTP proxy, e.g. `http://proxy.example:3128`. */
  proxy?: string;
  /** Where temporary changes of My Samples are written down before they are made; default: in memory only. */
  undoJournal?: UndoJournal;
  clock?: Clock;
  log?: Log;
  /** Told about every request: method, path, status, duration; never bodies or secrets. */
  observer?: RequestObserver;
  /** Told when a session begins, is there, or cannot be had; also those that are renewed without being asked for. */
  onSession?: (news: SessionNews) => void;
  /** Defaults: connect 15 s, idle 60 s, body 64 MiB inflated, 2 connections. */
  limits?: Partial<JuliaBaseLimits>;
}

export interface JuliaBaseLimits {
  connectTimeoutMs: number;
  /** Longest silence while waiting for headers or for the next piece of a body. */
  idleTimeoutMs: number;
  maxBodyBytes: number;
  /** Repetitions of a GET after a network error or 502, 503, 504. */
  retries: number;
  /** First wait before a repetition; doubles each time, with full jitter. */
  retryDelayMs: number;
}

/** Every call that reaches the server takes a signal; an aborted call rejects with the code 'cancelled'. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** A form value; lists repeat the field, true is sent as `on`, false, null, '' and empty lists are left out. */
export type FieldValue = string | number | boolean | null | readonly (string | number)[] | FilePart;

/**
 * One signed-in user of one server. Signs in at the first need and again when the session has expired;
 * parallel calls share one sign-in. A refused password is not sent again until `signIn` is called.
 * Failures are AppErrors (JuliaBaseError where the server sent a code); their `source` is the name of the connection.
 */
export interface JuliaBaseClient {
  /** Login name. */
  readonly user: string;
  /** Root address in use, ends in `/`. */
  readonly url: string;

  /**
   * Signs in now. Also the way to try again after a refused password.
   * @throws AppError 'auth-required' for a refused password.
   * @see protocol 1.2
   */
  signIn(options?: CallOptions): Promise<void>;
  /**
   * Ends the session on the server and forgets the cookies; the client can be used again afterwards.
   * @see protocol 1.3
   */
  signOut(options?: CallOptions): Promise<void>;
  /** Closes all connections at once; running calls fail. The client cannot be used afterwards. */
  close(): Promise<void>;

  /**
   * Tests the connection step by step and stops at the first step that fails; never rejects but when aborted.
   * @returns one entry per step that was tried, with a sentence for the user.
   */
  probe(options?: CallOptions): Promise<ProbeReport>;

  /**
   * Opens any address of the server: GET without `data`, POST with it (multipart if it holds a file).
   * A GET is repeated after network errors, a POST never.
   * @param relativeUrl relative to the root, without leading slash, already quoted.
   * @param data form fields; see FieldValue for what is left out.
   * @param options `responseIsJson` (default true): true gives the parsed JSON value, false the text of the answer.
   * @throws JuliaBaseError for an error code of the server; AppError otherwise. A failed POST has
   *   `details.outcome`: 'not-created' (nothing was done) or 'unknown'.
   * @see protocol 0.2, 1.5, 1.6
   */
  open(
    relativeUrl: string,
    data?: Record<string, FieldValue>,
    options?: CallOptions & { responseIsJson?: boolean },
  ): Promise<unknown>;

  /**
   * Any file of the server, e.g. `stacks/31` for the layers of a sample as PDF.
   * @param relativeUrl as for `open`.
   */
  file(relativeUrl: string, options?: CallOptions): Promise<ServerFile>;

  readonly keys: PrimaryKeys;
  readonly samples: SamplesArea;
  readonly series: SeriesArea;
  readonly processes: ProcessesArea;
  readonly results: ResultsArea;
  readonly mySamples: MySamplesArea;
  readonly users: UsersArea;
  /** Tables that the server makes of its data. */
  readonly tables: TablesArea;
  readonly tasks: TasksArea;
  readonly feed: FeedArea;
  readonly status: StatusArea;
  readonly mainMenu: MainMenuArea;
}

export interface ProbeStep {
  step: 'reachable' | 'juliabase' | 'sign-in' | 'read';
  ok: boolean;
  /** A sentence for the user. */
  message: string;
  remedy?: string;
}

export interface ProbeReport {
  ok: boolean;
  steps: ProbeStep[];
}

/** Names and their primary keys, as far as the user may see them; loaded at first need. */
export interface PrimaryKeys {
  /**
   * Name → key of the topics that are not confidential, and of the user's own.
   * @see protocol 2.1
   */
  topics(options?: CallOptions): Promise<ReadonlyMap<string, Pk>>;
  /**
   * Login name → key. Non-admins see only users that have a department.
   * @see protocol 2.1
   */
  users(options?: CallOptions): Promise<ReadonlyMap<string, Pk>>;
  /**
   * Name → key of the external operators that are not confidential, and of those the user is contact of.
   * @see protocol 2.1
   */
  externalOperators(options?: CallOptions): Promise<ReadonlyMap<string, Pk>>;
  /**
   * The key of one topic, user or external operator; on a miss the table is loaded anew, then undefined.
   * @see protocol 2.1
   */
  find(table: 'topics' | 'users' | 'externalOperators', name: string, options?: CallOptions): Promise<Pk | undefined>;
  /**
   * Key per name; a list where the name is an alias, even of a single sample. Unknown names, and those with a comma,
   * are absent. Not cached.
   * @see protocol 2.1
   */
  samples(names: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, Pk | Pk[]>>;
  /**
   * The user's My Samples. Not cached.
   * @see protocol 2.1
   */
  mySamples(options?: CallOptions): Promise<ReadonlyMap<string, Pk>>;
  /**
   * Deposition number → process id. Not cached.
   * @see protocol 2.1
   */
  depositions(numbers: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, Pk>>;
  /**
   * Identifying values of all objects of a model class, e.g. 'Result': numbers of depositions and PDS measurements, ids
   * of the rest. Admins only.
   * @throws 'forbidden' for others, 'not-found' for an unknown class.
   * @see protocol 2.2
   */
  availableItems(model: string, options?: CallOptions): Promise<(string | number)[]>;
  /** Forgets what was loaded. */
  refresh(): void;
}

export interface SampleListItem {
  name: string;
  /** Null if the server does not tell the user the key of this name. */
  id: Pk | null;
}

export interface SampleSearch {
  /** Part of the name, without regard to case. */
  namePattern: string;
  /** Part of the topic's name. */
  topic?: string;
  /** Longest list wanted; default 1000, which is also what the server gives at most. */
  limit?: number;
}

export interface SampleSearchAnswer {
  items: SampleListItem[];
  /** Number of hits the server listed, before `limit`. */
  total: number;
  /** The server had more hits than it lists. */
  capped: boolean;
}

export interface SamplesArea extends SampleChanges {
  /**
   * The sample of this name or unique alias, with its processes and those of its ancestors.
   * @throws 'conflict' with `details.candidates` for an ambiguous alias; 'not-found'; 'forbidden' without full view.
   * @see protocol 3.1, 3.2
   */
  get(name: string, options?: CallOptions): Promise<Sample>;
  /**
   * The same by the key.
   * @see protocol 3.1
   */
  byId(id: Pk, options?: CallOptions): Promise<Sample>;
  /**
   * The user's My Samples, sorted by name.
   * @see protocol 2.1
   */
  mine(options?: CallOptions): Promise<SampleListItem[]>;
  /**
   * Samples by a part of their names.
   * @see protocol 4.5
   */
  search(search: SampleSearch, options?: CallOptions): Promise<SampleSearchAnswer>;
  /**
   * Results the sample has only through its series; they are not part of the sample itself.
   * @see protocol 3.3
   */
  seriesResults(name: string, options?: CallOptions): Promise<Result[]>;
}

export interface SeriesFilter {
  /** Part of the name, without regard to case. */
  name?: string;
  /** Part of the topic's name. */
  topic?: string;
}

export interface SeriesArea extends SeriesChanges {
  /**
   * Names of all series that fit, sorted; `capped` if the server had more than it lists (1000).
   * @see protocol 4.2
   */
  list(filter?: SeriesFilter, options?: CallOptions): Promise<{ names: string[]; capped: boolean }>;
  /**
   * Names of the series the user is responsible for, sorted; servers since October 2021.
   * @see protocol 4.2
   */
  mine(options?: CallOptions): Promise<string[]>;
  /**
   * The series with its members.
   * @throws 'forbidden' unless the user may fully view every member.
   * @see protocol 4.3
   */
  get(name: string, options?: CallOptions): Promise<SampleSeries>;
  /**
   * Names of the series that contain the sample of exactly this name.
   * @see protocol 4.2
   */
  ofSample(name: string, options?: CallOptions): Promise<string[]>;
  /**
   * All results of the series that can be found: those attached to the series itself and those of its members that
   * name the series. In chronological order, each once.
   * @see protocol 6.5
   */
  results(name: string, options?: CallOptions): Promise<Result[]>;
}

/** What became of a write. */
export type WriteOutcome =
  | { outcome: 'created'; id: Pk }
  /** Surely nothing was done. */
  | { outcome: 'not-created'; reason: string }
  /** `serverFinished`: a complete answer came, so one look at the server decides and nothing can arrive later. */
  | { outcome: 'unknown'; reason: string; serverFinished: boolean };

/** Both hooks are awaited, so that a job can write down where it stands; an error of theirs stops the write. */
export interface WriteOptions extends CallOptions {
  /** Before the first byte of the writing request; all checks have passed. `marker` is empty where there is none. */
  onBeforeSend?: (write: { marker: string }) => Promise<void> | void;
  /** After the answer, or its absence, was judged; before the record is read back. */
  onOutcome?: (outcome: WriteOutcome) => Promise<void> | void;
}

/** Samples to be taken off My Samples again. */
export interface MySamplesUndo {
  /** Login name whose list was changed. */
  user: string;
  /** Ids that were put on the list. */
  added: Pk[];
}

/** Keeps undo entries safe until they are done. */
export interface UndoJournal {
  /** Resolves once the entry is safely stored; called before the change is made. */
  begin(entry: MySamplesUndo): Promise<string>;
  /** The change was undone. */
  done(token: string): Promise<void>;
}

export interface MySamplesChange {
  add?: readonly Pk[];
  remove?: readonly Pk[];
  /** Login name or key of another user (admins only). The list of another user cannot be read, only changed. */
  user?: Pk | string;
}

export interface MySamplesArea {
  /**
   * Changes the list.
   * @returns the ids that really changed, checked against the list where it is the user's own; the server also claims
   *   to have put samples on the list of others that do not exist.
   * @throws JuliaBaseError 6 ('forbidden') for the list of somebody else without the right to it.
   * @see protocol 2.3
   */
  change(change: MySamplesChange, options?: CallOptions): Promise<Pk[]>;
  /**
   * Puts samples on the list, does the work, and takes off what it had put on, also after a failure. One at a time
   * per client; work within may call it again.
   * @throws 'not-found' before the work if a sample cannot be put on the list.
   * @see protocol 2.3, 9
   */
  temporary<T>(ids: readonly Pk[], work: () => Promise<T>, options?: CallOptions): Promise<T>;
  /** Finishes an undo entry that a crash has left; safe to repeat. */
  finishUndo(entry: MySamplesUndo, options?: CallOptions): Promise<void>;
}

export interface UserInfo {
  login: string;
  /** Null if the server does not tell the user this key. */
  id: Pk | null;
  topicIds: Pk[];
  managedTopicIds: Pk[];
  /** e.g. 'institute.add_pdsmeasurement'. */
  permissions: string[];
}

export interface UsersArea {
  /**
   * Id, topics and permissions of the own account, or of any for admins; cached until the next sign-in.
   * @throws 'forbidden' for somebody else's account; 'not-found'.
   * @see protocol 2.2
   */
  get(login: string, options?: CallOptions): Promise<UserInfo>;
  /**
   * True if the user has a permission, by himself or by a group.
   * @param permission e.g. 'institute.add_pdsmeasurement'.
   * @see protocol 2.2
   */
  may(login: string, permission: string, options?: CallOptions): Promise<boolean>;
  /** True if the user may add processes of a class, which is what using its set-up means. */
  mayUse(login: string, description: ProcessClass, options?: CallOptions): Promise<boolean>;
  /** True if the signed-in user is an administrator of JuliaBase. */
  isAdmin(options?: CallOptions): Promise<boolean>;
}
