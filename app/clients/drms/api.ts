import type { Clock, Log } from '../../platform/platform.ts';
import type { HttpLimits } from '../http/limits.ts';
import type { RequestObserver } from '../http/observer.ts';
import type { ExportWishes } from './export-parameters.ts';
import type { ExportRequest } from './export-request.ts';
import type { RecordList } from './record-list.ts';
import type { ListWishes } from './requests.ts';
import type { SeriesInfo } from './series-info.ts';
import type { ServerConfig } from './server-config.ts';

/** Every call that reaches the server takes a signal; an aborted call rejects with the code 'cancelled'. */
export interface CallOptions {
  signal?: AbortSignal;
}

export interface DrmsOptions {
  /** A registered server by name ('jsoc', 'kis', any letter case) or a configuration. Default 'jsoc'. */
  server?: string | ServerConfig;
  /** Address for exports; it is checked at the first need. Default null. */
  email?: string | null;
  /** Program and version in the `User-Agent` of each request, followed by those of Node. Default 'Quarry'. */
  userAgent?: string;
  clock?: Clock;
  log?: Log;
  /** Told about every request: method, path, status, duration; never parameters. */
  observer?: RequestObserver;
  /** Defaults: connect 15 s, silence 300 s, body 2 GiB, one connection per host. */
  limits?: Partial<HttpLimits>;
}

export interface SeriesListItem {
  name: string;
  /** Empty where the server does not tell them (the wrapper of JSOC). */
  primekeys: string[];
  note: string;
}

export interface QueryAnswer extends RecordList {
  /** The structure by which the columns were typed. */
  info: SeriesInfo;
  /** The answer was no JSON as it came. */
  repaired: boolean;
}

export interface QueryWishes extends ListWishes {
  /** All prime keys first, then the other keys without repetition. */
  primeKeys?: boolean;
}

export interface ExportDraft extends Omit<ExportWishes, 'notify' | 'fileNameFormat'> {
  /** Default: the e-mail address of the client. */
  email?: string;
  /** Default: a template that is unique per record and segment; false leaves it to the server. */
  fileNameFormat?: string | false;
}

export interface CheckedAddress {
  registered: boolean;
  /** 2 registered, 3 pending, 4 unknown, < 0 failure (protocol 2.6). */
  status: number;
  message: string;
}

/** The pending export of an address (protocol 2.9). */
export interface PendingExport {
  requestId: string | null;
  startTime: string | null;
}

/**
 * A DRMS server as `drms.Client` sees it. Nothing here needs a sign-in. Failures are AppErrors; `source` is the name of
 * the server. What a server does not offer is refused before any request: DrmsOperationNotSupported.
 */
export interface DrmsClient {
  readonly config: ServerConfig;
  /** Address for exports, checked; null if there is none. */
  readonly email: string | null;

  /**
   * All series whose names fit, sorted by the server.
   * @param filter POSIX extended regular expression without regard to case, anywhere in the name; `NOT ` in front negates it
   * @throws DrmsQueryError for an invalid filter
   */
  series(filter?: string | null, options?: CallOptions): Promise<SeriesListItem[]>;

  /**
   * Structure of a series; asked once per lower-case name.
   * @param recordSet a series or any record set of it
   * @throws DrmsQueryError for an unknown series
   */
  info(recordSet: string, options?: CallOptions): Promise<SeriesInfo>;
  /** Names of all keywords. */
  keys(recordSet: string, options?: CallOptions): Promise<string[]>;
  /** Names of the prime keys in their order. */
  primeKeys(recordSet: string, options?: CallOptions): Promise<string[]>;

  /** Number of records of a record set. Cheap; ask before a query that could be large. */
  count(recordSet: string, options?: CallOptions & { n?: number }): Promise<number>;

  /**
   * Keywords, segments and links of the records, as typed columns.
   * @throws DrmsError 'invalid-input' if nothing is asked for; DrmsQueryError `<text> [status=N]`
   */
  query(recordSet: string, wishes: QueryWishes, options?: CallOptions): Promise<QueryAnswer>;

  /** Whether an address may export. Never starts a registration. */
  checkEmail(address: string, options?: CallOptions): Promise<CheckedAddress>;
  /** @throws DrmsError 'invalid-input' "Email address is invalid or not registered" */
  setEmail(address: string | null, options?: CallOptions): Promise<void>;

  /**
   * Submits an export. An identical request of the last day gives the same id again (protocol 2.7).
   * @throws DrmsError 'invalid-input' for wrong arguments, before any request; DrmsExportError for a refusal
   */
  export(draft: ExportDraft, options?: CallOptions): Promise<ExportRequest>;
  /** A request that was submitted earlier, as it stands now. */
  exportFromId(requestId: string, options?: CallOptions): Promise<ExportRequest>;
  /** The pending export of an address, null if there is none. */
  pending(address: string, options?: CallOptions): Promise<PendingExport | null>;
  /** Frees the pending slot of an address; the server may work on. @returns whether something was cancelled */
  cancel(address: string, options?: CallOptions): Promise<boolean>;

  /** Address below the download base, with every part of the path escaped. @throws DrmsError if there is no base */
  fileUrl(path: string): string;
  /** `<Client: NAME>` */
  toString(): string;
  /** Running calls fail with 'cancelled'. */
  close(): Promise<void>;
}
