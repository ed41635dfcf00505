/** What the core asks of its host. Hosts differ here and nowhere else. */
export interface Platform {
  paths: PlatformPaths;
  secrets: SecretStore;
  clock: Clock;
  log: Log;
  /** Opens an https or loopback address in the user's browser, after the host's own rules. */
  openUrl(url: string): Promise<void>;
  power: PowerEvents;
  version: string;
}

/** Sleep of this computer, as far as the host is told of it. */
export interface PowerEvents {
  /**
   * `suspend` comes before the computer falls asleep: what must not reach a server later is stopped at once.
   * @returns takes the listener away
   */
  subscribe(listener: (event: 'suspend' | 'resume') => void): () => void;
}

/** Of hosts that are never told. */
export const noPowerEvents: PowerEvents = { subscribe: () => () => undefined };

/** Absolute folders; all exist when the core starts. */
export interface PlatformPaths {
  /** The data folder (QUARRY_HOME): databases, settings, log. */
  home: string;
  /** Disposable data: cache.sqlite, drawn figures. */
  cache: string;
  logs: string;
}

/** Keeps passwords. `where` is told to the user: never claim a key store that is not there. */
export interface SecretStore {
  where: 'key-store' | 'memory';
  get(account: string): Promise<string | undefined>;
  set(account: string, secret: string): Promise<void>;
  delete(account: string): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970 UTC; may jump. For stamps only. */
  nowMs(): number;
  /** Milliseconds from an arbitrary start; never jumps. For waits and time-outs. */
  monotonicMs(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Fields are redacted by the implementation; still never pass a secret. */
export interface Log {
  debug(fields: Record<string, unknown>, text: string): void;
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
  error(fields: Record<string, unknown>, text: string): void;
  child(fields: Record<string, unknown>): Log;
}
