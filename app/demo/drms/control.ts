import type { Addresses } from './cgi/addresses.ts';
import { type Fault, FaultList } from './faults.ts';
import type { Settings } from './settings.ts';
import { type LoggedRequest, type Traffic, TrafficCounter } from './traffic.ts';

/** What tests can turn while the server runs; nothing of it can be reached from the network. */
export interface DrmsControl {
  /** Replaces all faults; throws for one that could never strike. */
  setFaults(faults: readonly Fault[]): void;
  change(settings: Partial<Settings>): void;
  /** Lets an address export. */
  register(address: string): void;
  /** The newest 5000. */
  requests(): LoggedRequest[];
  /** Since the start or `clearTraffic`. */
  traffic(): Traffic;
  clearTraffic(): void;
}

export class ControlDesk implements DrmsControl {
  readonly faults = new FaultList();
  readonly counter = new TrafficCounter();
  private readonly settings: Settings;
  private readonly addresses: Addresses;

  constructor(settings: Settings, addresses: Addresses) {
    this.settings = settings;
    this.addresses = addresses;
  }

  setFaults(faults: readonly Fault[]): void {
    this.faults.set(faults);
  }

  change(settings: Partial<Settings>): void {
    Object.assign(this.settings, settings);
  }

  register(address: string): void {
    this.addresses.register(address);
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
