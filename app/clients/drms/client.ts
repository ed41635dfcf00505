import { seriesNameOf } from '../../domain/drms/series-name.ts';
import { splitArg } from '../../domain/drms/split-arg.ts';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { HttpLimits } from '../http/limits.ts';
import { pause } from '../http/pause.ts';
import { systemClock } from '../http/system-clock.ts';
import { listField, numberField, textField } from './answer-fields.ts';
import type { CallOptions, DrmsClient, DrmsOptions } from './api.ts';
import { DrmsOperationNotSupported, DrmsQueryError } from './drms-error.ts';
import { ExportDesk } from './export-desk.ts';
import { queryError, refuseFailed } from './refusal.ts';
import { withRequestedColumns } from './requested-columns.ts';
import {
  listParameters,
  seriesParameters,
  structureParameters,
  summaryParameters,
  wrapperParameters,
} from './requests.ts';
import { columnKindOf, type SeriesInfo, seriesInfoOf } from './series-info.ts';
import { seriesListOf } from './series-list.ts';
import type { Operation } from './server-config.ts';
import { createServerRegistry } from './server-registry.ts';
import { SharedQuestions } from './shared-questions.ts';
import { readTimeBytes } from './time-bytes.ts';
import { createWire, type Wire } from './wire.ts';

/** One connection per host: operators ask for it and lock out who opens many (protocol 6.3). */
const drmsLimits: HttpLimits = {
  connectTimeoutMs: 15_000,
  idleTimeoutMs: 300_000,
  maxBodyBytes: 2 * 1024 * 1024 * 1024,
  connections: 1,
  retries: 3,
  retryDelayMs: 2000,
};

/**
 * A client of one DRMS server; nothing is asked until the first call.
 * @throws AppError 'not-found' for a server name that is not registered
 */
export function createDrmsClient(options: DrmsOptions = {}): DrmsClient {
  const config =
    typeof options.server === 'object' ? options.server : createServerRegistry().get(options.server ?? 'jsoc');
  const source = config.name;
  const clock = options.clock ?? systemClock;
  const closing = new AbortController();
  const clients = new Map<string, HttpClient>();
  const wire = wireOf(options, source, clients, closing.signal);
  const structures = new SharedQuestions<SeriesInfo>();

  function need(operation: Operation): void {
    if (!config.supports(operation)) throw new DrmsOperationNotSupported(source, operation);
  }

  async function structureOf(series: string, call: CallOptions): Promise<SeriesInfo> {
    const url = config.get('url_jsoc_info') ?? '';
    const place = `The description of ${series} of ${source}`;
    const { value } = await wire.ask(url, structureParameters(series.toLowerCase()), place, call);
    refuseFailed(value, `${source} has no description of ${series}`, source);
    return seriesInfoOf(series, value);
  }

  async function info(recordSet: string, call: CallOptions = {}): Promise<SeriesInfo> {
    need('info');
    const series = seriesNameOf(recordSet);
    if (series === null)
      throw new DrmsQueryError('invalid-input', `“${recordSet}” does not begin with the name of a series.`, null, {
        remedy: 'Begin with a series, such as hmi.v_45s.',
        source,
      });
    return structures.ask(series.toLowerCase(), (signal) => structureOf(series, { signal }), call.signal);
  }

  const desk = new ExportDesk({
    config,
    wire,
    clock,
    pause: (delayMs, signal) =>
      pause(clock, delayMs, signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])),
    log: options.log,
    email: options.email ?? null,
    need,
    info,
  });

  return {
    config,
    get email() {
      return desk.email;
    },
    async series(filter = null, call) {
      need('series');
      const place = `The list of series of ${source}`;
      const wrapper = config.get('url_show_series_wrapper');
      if (wrapper === null) {
        const { value } = await wire.ask(config.get('url_show_series') ?? '', seriesParameters(filter), place, call);
        refuseFailed(value, place, source);
        return seriesListOf(listField(value.names));
      }
      const { value } = await wire.ask(wrapper, wrapperParameters(config, filter, true), place, call);
      const failed = textField(value.errMsg);
      if (failed !== null) throw queryError(1, failed, place, source);
      return seriesListOf(listField(value.seriesList));
    },
    info,
    keys: async (recordSet, call) => (await info(recordSet, call)).keywords.map(({ name }) => name),
    primeKeys: async (recordSet, call) => (await info(recordSet, call)).primekeys,
    async count(recordSet, call = {}) {
      need('query');
      const place = `The number of records of ${recordSet} of ${source}`;
      const url = config.get('url_jsoc_info') ?? '';
      const { value } = await wire.ask(url, summaryParameters(recordSet, call.n), place, call);
      refuseFailed(value, place, source);
      const count = numberField(value.count);
      if (count === null)
        throw new DrmsQueryError('bad-response', `${place} is missing in the answer.`, null, {
          remedy: 'Try again; if it stays so, tell the operators of the server.',
          source,
        });
      return count;
    },
    async query(recordSet, wishes, call) {
      need('query');
      const named = splitArg(wishes.key ?? []);
      if (wishes.primeKeys !== true) listParameters(recordSet, wishes);
      const structure = await info(recordSet, call);
      const key = wishes.primeKeys === true ? [...new Set([...structure.primekeys, ...named])] : named;
      const parameters = listParameters(recordSet, { ...wishes, key });
      const place = `The records of ${recordSet} of ${source}`;
      const reading = { kindOf: (name: string) => columnKindOf(structure, name), readTime: readTimeBytes };
      const read = await wire.list(config.get('url_jsoc_info') ?? '', parameters, place, reading, call);
      if (!read.ok) throw queryError(read.status, read.error, place, source);
      const asked = {
        keys: key,
        segments: splitArg(wishes.seg ?? []),
        links: splitArg(wishes.link ?? []),
        recinfo: wishes.recinfo === true,
      };
      const list = withRequestedColumns(read.list, asked, structure, reading);
      return { ...list, info: structure, repaired: read.repaired };
    },
    checkEmail: (address, call) => desk.checkEmail(address, call),
    setEmail: (address, call) => desk.setEmail(address, call),
    export: (draft, call) => desk.export(draft, call),
    exportFromId: (requestId, call) => desk.exportFromId(requestId, call),
    pending: (address, call) => desk.pending(address, call),
    cancel: (address, call) => desk.cancel(address, call),
    fileUrl: (path) => desk.fileUrl(path),
    toString: () => `<Client: ${source}>`,
    async close() {
      closing.abort();
      await Promise.all([...clients.values()].map((http) => http.close()));
    },
  };
}

/** Its HTTP clients repeat nothing, so that the wire alone decides what is sent again. */
function wireOf(options: DrmsOptions, source: string, clients: Map<string, HttpClient>, closing: AbortSignal): Wire {
  const limits = { ...drmsLimits, ...options.limits };
  const clock = options.clock ?? systemClock;
  return createWire({
    source,
    userAgent: `${options.userAgent ?? 'Quarry'} node/${process.versions.node}`,
    clock,
    retries: limits.retries,
    retryDelayMs: limits.retryDelayMs,
    closing,
    http(origin) {
      const known = clients.get(origin);
      if (known !== undefined) return known;
      const once = { ...limits, retries: 0 };
      const client = createHttpClient({ origin, trust: {}, limits: once, clock, observer: options.observer });
      clients.set(origin, client);
      return client;
    },
  });
}
