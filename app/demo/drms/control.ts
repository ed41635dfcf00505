import { FaultList } from '../http/fault-list.ts';
import { type LoggedRequest, type Traffic, TrafficCounter } from '../http/traffic.ts';
import type { Addresses } from './cgi/addresses.ts';
import type { ExportRow, RowStore } from './export/rows.ts';
import { type Fault, faultNames } from './faults.ts';
import type { Catalog } from './series/catalog.ts';
import type { Revision } from './series/revision.ts';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';

/** What tests can turn while the server runs; only a revision can be asked for over the network, as tests of a whole program do. */
export interface DrmsControl {
  /** Replaces all faults; throws for one that could never strike. */
  setFaults(faults: readonly Fault[]): void;
  change(settings: Partial<Settings>): void;
  /** Lets an address export. */
  register(address: string): void;
  /** Ids of all export requests, oldest first. */
  requestIds(): string[];
  /** From now on the export counts as too old. */
  expire(requestId: string): void;
  /** The export ends like this; below 0 it does so at once. */
  fail(requestId: string, status: number, error: string): void;
  /** Takes records away and changes values, in place of an earlier revision of the series; also over `POST __control`. */
  revise(revision: Revision): void;
  /** The newest 5000. */
  requests(): LoggedRequest[];
  /** Since the start or `clearTraffic`. */
  traffic(): Traffic;
  clearTraffic(): void;
}

export class ControlDesk implements DrmsControl {
  readonly faults = new FaultList(faultNames);
  readonly counter = new TrafficCounter();
  private readonly settings: Settings;
  private readonly addresses: Addresses;
  private readonly rows: RowStore;
  private readonly catalog: Catalog;

  constructor(settings: Settings, { addresses, rows, catalog }: Pick<Site, 'addresses' | 'rows' | 'catalog'>) {
    this.catalog = catalog;
    this.settings = settings;
    this.addresses = addresses;
    this.rows = rows;
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

  requestIds(): string[] {
    return this.rows.all().map(({ id }) => id);
  }

  expire(requestId: string): void {
    this.find(requestId).expired = true;
    this.rows.save();
  }

  fail(requestId: string, status: number, error: string): void {
    this.find(requestId).failure = { status, error };
    this.rows.save();
  }

  revise(revision: Revision): void {
    this.catalog.revise(revision);
  }

  private find(requestId: string): ExportRow {
    const row = this.rows.find(requestId);
    if (row === undefined) throw new Error(`There is no export request "${requestId}".`);
    return row;
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
