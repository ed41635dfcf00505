import { type Fault, FaultList } from './faults.ts';
import type { LabStore } from './lab-store.ts';
import type { Sessions } from './sessions.ts';
import type { SiteSettings } from './site.ts';

/** Status 0: the connection was reset. */
export interface LoggedRequest {
  method: string;
  /** With query, without root; never bodies. */
  path: string;
  status: number;
}

export interface SettingsChange extends Partial<Omit<SiteSettings, 'switches' | 'filesFolder'>> {
  switches?: Partial<SiteSettings['switches']>;
}

/** What tests can turn while the server runs; `POST __control` takes the same as JSON. */
export interface DemoControl {
  /** Replaces all faults; throws for one that could never strike. */
  setFaults(faults: readonly Fault[]): void;
  change(settings: SettingsChange): void;
  expireSessions(): void;
  /** Back to the seeded data, without faults and sessions. Mode, zone and switches stay. */
  reset(): void;
  /** The newest 5000. */
  requests(): LoggedRequest[];
  /** How often since the start or `clearRequests`, by `METHOD path` without query. */
  requestCounts(): Record<string, number>;
  clearRequests(): void;
}

interface ControlWish extends SettingsChange {
  faults?: Fault[];
  reset?: boolean;
  expireSessions?: boolean;
  clearRequests?: boolean;
}

const longestLog = 5000;

export class ControlDesk implements DemoControl {
  readonly faults = new FaultList();
  private readonly store: LabStore;
  private readonly settings: SiteSettings;
  private readonly sessions: Sessions;
  private readonly counts = new Map<string, number>();
  private log: LoggedRequest[] = [];

  constructor(store: LabStore, settings: SiteSettings, sessions: Sessions) {
    this.store = store;
    this.settings = settings;
    this.sessions = sessions;
  }

  setFaults(faults: readonly Fault[]): void {
    this.faults.set(faults);
  }

  change({ switches, ...change }: SettingsChange): void {
    if (change.mode !== undefined && change.mode !== 'A' && change.mode !== 'B')
      throw new Error(`The mode "${String(change.mode)}" is unknown. Known: A, B.`);
    // Throws for a zone that does not exist.
    new Intl.DateTimeFormat('en', { timeZone: change.timezone });
    Object.assign(this.settings, change);
    Object.assign(this.settings.switches, switches);
  }

  expireSessions(): void {
    this.sessions.closeAll();
  }

  reset(): void {
    this.store.reset();
    this.sessions.closeAll();
    this.faults.set([]);
  }

  requests(): LoggedRequest[] {
    return [...this.log];
  }

  requestCounts(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  clearRequests(): void {
    this.log = [];
    this.counts.clear();
  }

  note(entry: LoggedRequest): void {
    this.log.push(entry);
    if (this.log.length > longestLog) this.log.shift();
    const key = `${entry.method} ${entry.path.replace(/\?.*$/s, '')}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Does what the body of a control request asks for; reset comes first, faults last. */
  apply(text: string): void {
    // What tests send; misspelt faults are refused below, unknown keys do nothing.
    const { faults, reset, expireSessions, clearRequests, mode, csrf, timezone, switches } = JSON.parse(
      text,
    ) as ControlWish;
    if (reset === true) this.reset();
    if (expireSessions === true) this.expireSessions();
    if (clearRequests === true) this.clearRequests();
    this.change({
      ...(mode === undefined ? {} : { mode }),
      ...(csrf === undefined ? {} : { csrf }),
      ...(timezone === undefined ? {} : { timezone }),
      ...(switches === undefined ? {} : { switches }),
    });
    if (faults !== undefined) this.setFaults(faults);
  }

  describe(): object {
    const { mode, csrf, timezone, switches } = this.settings;
    return {
      mode,
      csrf,
      timezone,
      switches,
      faults: this.faults.list(),
      requestCounts: this.requestCounts(),
      requests: this.log.slice(-500),
    };
  }
}
