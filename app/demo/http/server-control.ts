import { FaultList, type NamedFault } from './fault-list.ts';
import { type LoggedRequest, type Traffic, TrafficCounter } from './traffic.ts';

/** What tests can turn at every demo server while it runs. */
export interface ServerControl<Settings, Name extends string> {
  /** Replaces all faults; throws for one that could never strike. */
  setFaults(faults: readonly NamedFault<Name>[]): void;
  change(settings: Partial<Settings>): void;
  /** The newest 5000. */
  requests(): LoggedRequest[];
  /** Since the start or `clearTraffic`. */
  traffic(): Traffic;
  clearTraffic(): void;
}

export class ServerDesk<Settings extends object, Name extends string> implements ServerControl<Settings, Name> {
  readonly faults: FaultList<Name>;
  readonly counter = new TrafficCounter();
  private readonly settings: Settings;

  constructor(settings: Settings, faultNames: readonly Name[]) {
    this.settings = settings;
    this.faults = new FaultList(faultNames);
  }

  setFaults(faults: readonly NamedFault<Name>[]): void {
    this.faults.set(faults);
  }

  change(settings: Partial<Settings>): void {
    Object.assign(this.settings, settings);
  }

  requests(): LoggedRequest[] {
    return this.counter.requests();
  }

  traffic(): Traffic {
    return this.counter.summary();
  }

  clearTraffic(): void {
    this.counter.clear();
  }
}
