import { type Call, json, type Reply } from '../exchange.ts';
import { nominalSize } from '../files/nominal-size.ts';
import { recordDirectory } from '../files/paths.ts';
import type { Json } from '../json.ts';
import type { Catalog } from '../series/catalog.ts';
import { recordOf } from '../series/records.ts';
import type { Settings } from '../settings.ts';
import { pendingAnswer, queuedAnswer } from './answers.ts';
import type { ExportRow, RowStore } from './rows.ts';
import { stateOf } from './state.ts';
import { refused } from './wish.ts';

/** Requests of whole storage units by number. */
export class UnitDesk {
  private readonly catalog: Catalog;
  private readonly settings: Settings;
  private readonly rows: RowStore;

  constructor(catalog: Catalog, settings: Settings, rows: RowStore) {
    this.catalog = catalog;
    this.settings = settings;
    this.rows = rows;
  }

  /** `exp_su`: at once if everything is online, else staged under an id of its own kind. */
  request({ parameters, nowMs }: Call): Reply {
    const units = (parameters.get('sunum') ?? '')
      .split(',')
      .filter((unit) => unit !== '')
      .map(Number);
    if (units.length === 0) throw refused('There are no storage units in this request.');
    const data = units.map((unit) => this.describe(unit, false));
    const head = { method: parameters.get('method') ?? 'url_quick', protocol: 'as-is', wait: 0 };
    if (!data.some(({ sustatus }) => sustatus === 'N'))
      return json({ ...head, count: units.length, size: 1, dir: '', data, requestid: '', status: 0 });
    const row: ExportRow = {
      ...this.rows.newId(nowMs, '_SU'),
      ...{ digest: '', submittedMs: nowMs, address: '', method: head.method, protocol: 'as-is', spec: '', series: '' },
      ...{
        items: [],
        recordCount: units.length,
        megabytes: 1,
        fileNames: '',
        steps: [],
        units,
        freed: true,
        expired: false,
      },
    };
    this.rows.add(row);
    return json(queuedAnswer(row, 2));
  }

  /** undefined: not a request of units. */
  status({ parameters, nowMs }: Call): Reply | undefined {
    const row = this.rows.find(parameters.get('requestid') ?? '');
    if (row === undefined || row.units.length === 0) return undefined;
    const state = stateOf(row, this.settings, nowMs);
    if (state.status !== 0) return state.status > 2 ? undefined : json(pendingAnswer(row, state));
    const data = row.units.map((unit) => this.describe(unit, true));
    const { id, method } = row;
    return json({
      version: '0.5',
      requestid: id,
      method,
      protocol: 'as-is',
      wait: '0',
      count: String(data.length),
      size: '1',
      dir: '',
      status: '0',
      data,
    });
  }

  /** Y online, N being brought from tape, X expired, I invalid. */
  private describe(sunum: number, isStaged: boolean): Record<string, Json> {
    const found = this.catalog.ofSunum(sunum);
    const record = found && recordOf(found.series, found.recnum);
    if (found === undefined || record === undefined || found.series.segments.length === 0)
      return { sunum: String(sunum), series: 'NA', path: 'NA', sustatus: 'I', susize: '0' };
    const { series } = found;
    const storage = series.storage(record);
    const bytes = series.segments.reduce((sum, segment) => sum + nominalSize(series, segment, 0), 0);
    const isThere = storage === 'online' || (storage === 'tape' && isStaged);
    const sustatus = isThere ? 'Y' : storage === 'tape' ? 'N' : 'X';
    return {
      ...{
        sunum: String(sunum),
        series: series.name,
        path: isThere ? recordDirectory(series, record, this.catalog) : 'NA',
      },
      ...{ sustatus, susize: String(bytes) },
    };
  }
}
