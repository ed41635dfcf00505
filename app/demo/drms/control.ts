import { type ServerControl, ServerDesk } from '../http/server-control.ts';
import type { Addresses } from './cgi/addresses.ts';
import type { ExportRow, RowStore } from './export/rows.ts';
import { type FaultName, faultNames } from './faults.ts';
import type { Catalog } from './series/catalog.ts';
import type { Revision } from './series/revision.ts';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';

/** What tests can turn while the server runs; only a revision can be asked for over the network, as tests of a whole program do. */
export interface DrmsControl extends ServerControl<Settings, FaultName> {
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
}

export class ControlDesk extends ServerDesk<Settings, FaultName> implements DrmsControl {
  private readonly addresses: Addresses;
  private readonly rows: RowStore;
  private readonly catalog: Catalog;

  constructor(settings: Settings, { addresses, rows, catalog }: Pick<Site, 'addresses' | 'rows' | 'catalog'>) {
    super(settings, faultNames);
    this.catalog = catalog;
    this.addresses = addresses;
    this.rows = rows;
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
}
