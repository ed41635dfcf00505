import { createHash } from 'node:crypto';
import type { Addresses } from '../cgi/addresses.ts';
import { type Call, json, type Reply } from '../exchange.ts';
import { segmentPath } from '../files/paths.ts';
import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import { knownRecord, recordName } from '../series/records.ts';
import type { Settings } from '../settings.ts';
import { failedAnswer, finishedAnswer, immediateAnswer, pendingAnswer, queuedAnswer } from './answers.ts';
import { fileName } from './file-names.ts';
import type { Products } from './products.ts';
import type { ExportItem, ExportRow, RowStore } from './rows.ts';
import { type Selection, selectItems } from './selection.ts';
import { isPending, stateOf } from './state.ts';
import { type ExportWish, protocolName, readWish, refused } from './wish.ts';

const dayMs = 86_400_000;
const testModeStatus = 12;
const offlineStatus = 25;
const idPattern = /^[A-Za-z0-9]+_\d{8}_\d+(_X)?(_IN|_SU)?$/;

/** Takes requests and tells what became of them. */
export class ExportDesk {
  private readonly catalog: Catalog;
  private readonly addresses: Addresses;
  private readonly settings: Settings;
  private readonly rows: RowStore;
  private readonly products: Products;

  constructor(parts: {
    catalog: Catalog;
    addresses: Addresses;
    settings: Settings;
    rows: RowStore;
    products: Products;
  }) {
    this.catalog = parts.catalog;
    this.addresses = parts.addresses;
    this.settings = parts.settings;
    this.rows = parts.rows;
    this.products = parts.products;
  }

  /** `exp_request`: the checks come in the order of the real server. */
  request(call: Call): Reply {
    const wish = readWish(call.parameters);
    if (!this.addresses.isRegistered(wish.address)) throw refused(`Address '${wish.address}' is not registered.`);
    const busy = this.pendingRefusal(wish.address, call.nowMs);
    if (busy !== undefined) return json({ status: 7, error: busy });
    if (call.fault?.name === 'hash') throw refused('Cant save new export-request hash.');
    const selection = selectItems(wish, this.catalog, this.settings.mostRecords);
    const digest = digestOf(wish, selection.items);
    const known = this.rows.all().find((row) => row.digest === digest && call.nowMs - row.submittedMs < dayMs);
    if (known !== undefined) return json(queuedAnswer(known, 2));
    if (selection.storage === 'lost') return this.refuseOffline(call, wish, selection, digest);
    if (wish.method === 'url_quick' && selection.items.length === 0)
      throw refused('There are no files in this RecordSet');
    const megabytes = Math.max(1, Math.ceil((selection.bytes * wish.sizeRatio) / 1e6));
    if (megabytes > this.settings.mostMegabytes) return json(this.tooLarge(wish, selection, megabytes));
    if (wish.method === 'url_quick' && protocolName(wish.protocol) === 'as-is' && selection.storage === 'online')
      return json(
        immediateAnswer(
          { method: wish.method, recordCount: selection.recordCount, megabytes },
          this.quickData(selection),
        ),
      );
    const row = this.newRow(call, wish, selection, digest);
    this.rows.add(row);
    return json(queuedAnswer(row, wish.testMode ? testModeStatus : 2));
  }

  /** `exp_status`. */
  status({ parameters, fault, nowMs }: Call): Reply {
    const id = parameters.get('requestid') ?? '';
    if (id === '') throw refused('RequestID must be provided');
    if (!idPattern.test(id)) throw refused(`Bad RequestID '${id}' provided.`);
    const row = fault?.name === 'notyet' ? undefined : this.rows.find(id);
    if (row === undefined)
      throw this.settings.unknownIdStatus === 6
        ? new RequestError(`Cant locate export request ${id}`, 6)
        : refused(`invalid export DRMS record %s ${id}`);
    const state = stateOf(row, this.settings, nowMs);
    if (state.status === 1 || state.status === 2) return json(pendingAnswer(row, state));
    if (state.status !== 0) return json(failedAnswer(row, state));
    return json(finishedAnswer(row, state, this.products.of(row), this.products.directory(row)));
  }

  private pendingRefusal(address: string, nowMs: number): string | undefined {
    const pending = this.rows.all().filter((row) => isPending(row, this.settings, nowMs));
    const own = pending.filter((row) => row.address === address);
    const text = (who: string, rows: readonly ExportRow[]): string =>
      `${who} has ${rows.length} pending export requests (${rows.map(({ id }) => id).join(', ')}); please wait until at least one request has completed before submitting a new one.`;
    if (own.length >= this.settings.pendingPerAddress) return text(`User ${address}`, own);
    return pending.length >= this.settings.pendingPerHost ? text('IP address 127.0.0.1', pending) : undefined;
  }

  private refuseOffline(call: Call, wish: ExportWish, selection: Selection, digest: string): Reply {
    const row = this.newRow(call, wish, selection, digest);
    const error = `Some data are offline and need the help of staff; please refer to request ${row.id}`;
    // Not found again by its digest: a repetition is refused anew.
    this.rows.add({ ...row, digest: '', failure: { status: offlineStatus, error } });
    return json({ status: offlineStatus, error });
  }

  private tooLarge(
    { method, protocol }: ExportWish,
    { items }: Selection,
    megabytes: number,
  ): Record<string, string | number> {
    const error = `Request exceeds max byte limit of ${this.settings.mostMegabytes}MB`;
    return { requestid: 'VOID', method, protocol, wait: 0, status: 3, count: items.length, size: megabytes, error };
  }

  private quickData({ series, items }: Selection): { record: string; filename: string }[] {
    return items.flatMap(({ recnum, segment: name }) => {
      const segment = series.segments.find((one) => one.name === name);
      if (segment === undefined) return [];
      const record = knownRecord(series, recnum);
      const path = segmentPath(series, record, segment, this.catalog);
      return [
        { record: `${recordName(series, record)}{${name}}`, filename: path.startsWith('/') ? path : 'NoDataFile' },
      ];
    });
  }

  private newRow(call: Call, wish: ExportWish, selection: Selection, digest: string): ExportRow {
    const { series, items, recordCount, bytes } = selection;
    const spoilt = call.fault?.name;
    const [first] = items;
    const isUnnamed =
      first !== undefined &&
      fileName(wish.fileNames, {
        series,
        record: knownRecord(series, first.recnum),
        segment: '',
        number: 1,
        mod: '',
      }) === undefined;
    return {
      ...this.rows.newId(call.nowMs),
      ...{
        digest,
        submittedMs: call.nowMs,
        address: wish.address,
        method: wish.method,
        protocol: wish.protocol,
        spec: wish.spec,
      },
      ...{
        series: series.name,
        items,
        recordCount,
        megabytes: Math.max(1, Math.ceil(bytes / 1e6)),
        fileNames: wish.fileNames,
      },
      steps: spoilt === 'noproc' ? [] : wish.steps,
      ...{ units: [], freed: false, expired: false },
      ...(isUnnamed ? { failure: { status: 4, error: `Invalid file-name format '${wish.fileNames}'.` } } : {}),
      ...(spoilt === 'nofits' || spoilt === 'nodatafile' ? { spoilt } : {}),
    };
  }
}

/** Equal requests of a day are one. */
function digestOf({ fileNames, process, protocol, method }: ExportWish, items: readonly ExportItem[]): string {
  return createHash('md5')
    .update(JSON.stringify([items, fileNames, process, protocol, method]))
    .digest('hex');
}
