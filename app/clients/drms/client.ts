import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { HttpLimits } from '../http/limits.ts';
import { systemClock } from '../http/system-clock.ts';
import { listField, numberField, objectField, textField } from './answer-fields.ts';
import type { CallOptions, DrmsClient, DrmsOptions, ExportDraft } from './api.ts';
import { DrmsError, DrmsOperationNotSupported, DrmsQueryError } from './drms-error.ts';
import { type ExportAnswer, exportAnswerOf, exportStateOf } from './export-answer.ts';
import { exportParameters, fileNameTemplate } from './export-parameters.ts';
import { ExportRequest } from './export-request.ts';
import {
  checkAddressParameters,
  exportStatusParameters,
  listParameters,
  manageRequestParameters,
  type Parameters,
  seriesParameters,
  structureParameters,
  summaryParameters,
  wrapperParameters,
} from './requests.ts';
import { columnKindOf, type SeriesInfo, seriesInfoOf } from './series-info.ts';
import { seriesListOf } from './series-list.ts';
import { seriesNameOf, splitList } from './series-name.ts';
import type { Operation } from './server-config.ts';
import { createServerRegistry } from './server-registry.ts';
import { readTimeBytes } from './time-bytes.ts';
import { createWire, refusalOf } from './wire.ts';

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
  const limits = { ...drmsLimits, ...options.limits };
  const clock = options.clock ?? systemClock;
  const clients = new Map<string, HttpClient>();
  const wire = createWire({
    source,
    userAgent: options.userAgent ?? 'Quarry',
    http(origin) {
      let client = clients.get(origin);
      if (client === undefined) {
        client = createHttpClient({ origin, trust: {}, limits, clock, observer: options.observer });
        clients.set(origin, client);
      }
      return client;
    },
  });
  const structures = new Map<string, Promise<SeriesInfo>>();
  let email = options.email ?? null;

  function addressOf(
    cgi: 'show_series' | 'show_series_wrapper' | 'jsoc_info' | 'jsoc_fetch' | 'check_address',
  ): string {
    return config.get(`url_${cgi}`) ?? '';
  }

  function need(operation: Operation): void {
    if (!config.supports(operation)) throw new DrmsOperationNotSupported(source, operation);
  }

  async function structureOf(series: string, call?: CallOptions): Promise<SeriesInfo> {
    const place = `The description of ${series} of ${source}`;
    const { value } = await wire.ask(addressOf('jsoc_info'), structureParameters(series.toLowerCase()), place, call);
    refuse(value, `${source} has no description of ${series}`);
    return seriesInfoOf(series, value);
  }

  /** A failed question is not remembered. */
  function info(recordSet: string, call?: CallOptions): Promise<SeriesInfo> {
    need('info');
    const series = seriesNameOf(recordSet);
    if (series === null)
      return Promise.reject(
        new DrmsQueryError('invalid-input', `“${recordSet}” does not begin with the name of a series.`, null, {
          remedy: 'Begin with a series, such as hmi.v_45s.',
          source,
        }),
      );
    const key = series.toLowerCase();
    const known = structures.get(key);
    if (known !== undefined) return known;
    const asked = structureOf(series, call);
    structures.set(key, asked);
    asked.catch(() => structures.delete(key));
    return asked;
  }

  /** @throws DrmsQueryError with the server's words */
  function refuse(answer: Readonly<Record<string, unknown>>, what: string): void {
    const status = numberField(answer.status) ?? 0;
    const said = refusalOf(answer);
    if (status === 0 && said === null) return;
    throw queryError(status, said, what);
  }

  function queryError(status: number, said: string | null, what: string): DrmsQueryError {
    const unknownSeries = said !== null && /series (not found|.*does not exist|.*unknown)/i.test(said);
    return new DrmsQueryError(
      unknownSeries ? 'not-found' : 'remote-failed',
      `${said ?? 'DRMS Query failed.'} [status=${status}]`,
      status,
      { remedy: unknownSeries ? 'Check the name of the series.' : 'Correct the query.', source, details: { what } },
    );
  }

  async function exportAnswer(parameters: Parameters, place: string, call?: CallOptions): Promise<ExportAnswer> {
    const { value } = await wire.ask(addressOf('jsoc_fetch'), parameters, place, call);
    return exportAnswerOf(value);
  }

  function requestOf(answer: ExportAnswer): ExportRequest {
    return new ExportRequest(
      {
        source,
        refresh: (id, call) => exportAnswer(exportStatusParameters(id), `The state of export ${id} of ${source}`, call),
        urlOf: fileUrl,
      },
      answer,
    );
  }

  function fileUrl(path: string): string {
    const base = config.get('http_download_baseurl');
    if (base === null)
      throw new DrmsError('unsupported', `The address of the files of ${source} is not known.`, null, {
        remedy: 'Add the download address to the server.',
        source,
      });
    const escaped = path.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/');
    return new URL(escaped, base).href;
  }

  /** Seconds for submission and state are the server's; the pending slot is freed by the address. */
  async function managePending(address: string, operation: 'check' | 'cancel', call?: CallOptions) {
    need('export');
    const base = config.get('cgi_baseurl');
    if (base === null) throw new DrmsOperationNotSupported(source, 'export');
    const parameters = manageRequestParameters(address, operation, config.get('show_series_wrapper_dbhost') ?? '');
    const { value } = await wire.ask(
      new URL('manage-request.sh', base).href,
      parameters,
      `The pending export of ${source}`,
      call,
    );
    return { status: numberField(value.status) ?? 1, message: value.msg };
  }

  const client: DrmsClient = {
    config,
    get email() {
      return email;
    },
    async series(filter = null, call) {
      need('series');
      const place = `The list of series of ${source}`;
      if (config.get('url_show_series_wrapper') === null) {
        const { value } = await wire.ask(addressOf('show_series'), seriesParameters(filter), place, call);
        refuse(value, place);
        return seriesListOf(listField(value.names));
      }
      const parameters = wrapperParameters(config, filter, true);
      const { value } = await wire.ask(addressOf('show_series_wrapper'), parameters, place, call);
      const failed = textField(value.errMsg);
      if (failed !== null) throw queryError(1, failed, place);
      return seriesListOf(listField(value.seriesList));
    },
    info,
    keys: async (recordSet, call) => (await info(recordSet, call)).keywords.map(({ name }) => name),
    primeKeys: async (recordSet, call) => (await info(recordSet, call)).primekeys,
    async count(recordSet, call = {}) {
      need('query');
      const place = `The number of records of ${recordSet} of ${source}`;
      const { value } = await wire.ask(addressOf('jsoc_info'), summaryParameters(recordSet, call.n), place, call);
      refuse(value, place);
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
      const named = splitList(wishes.key ?? []);
      if (wishes.primeKeys !== true) listParameters(recordSet, wishes);
      const structure = await info(recordSet, call);
      const key =
        wishes.primeKeys === true
          ? [...structure.primekeys, ...named.filter((name) => !structure.primekeys.includes(name))]
          : named;
      const parameters = listParameters(recordSet, { ...wishes, key });
      const place = `The records of ${recordSet} of ${source}`;
      const reading = { kindOf: (name: string) => columnKindOf(structure, name), readTime: readTimeBytes };
      const read = await wire.list(addressOf('jsoc_info'), parameters, place, reading, call);
      if (!read.ok) throw queryError(read.status, read.error, place);
      return { ...read.list, info: structure, repaired: read.repaired };
    },
    async checkEmail(address, call) {
      need('email');
      if (address.trim() === '') return { registered: false, status: -2, message: 'There is no address.' };
      const place = `The check of the address by ${source}`;
      const { value } = await wire.ask(addressOf('check_address'), checkAddressParameters(address), place, call);
      const status = numberField(value.status) ?? -1;
      return { registered: status === 2, status, message: textField(value.msg) ?? '' };
    },
    async setEmail(address, call) {
      if (address !== null && !(await client.checkEmail(address, call)).registered)
        throw new DrmsError('invalid-input', 'Email address is invalid or not registered', null, {
          remedy: 'Register the address on the web page of the server, then try again.',
          source,
        });
      email = address;
    },
    async export(draft, call) {
      need('export');
      const notify = draft.email ?? email;
      if (notify === null)
        throw new DrmsError(
          'invalid-input',
          'The email argument is required, when no default email address was set.',
          null,
          { remedy: 'Enter a registered e-mail address.', source },
        );
      const fileNameFormat = await formatOf(draft, call);
      const parameters = exportParameters({ ...draft, notify, fileNameFormat });
      const answer = await exportAnswer(parameters, `The export of ${draft.recordSet} from ${source}`, call);
      const request = requestOf(answer);
      if (exportStateOf(answer.status) === 'failed') throw request.failure();
      return request;
    },
    async exportFromId(requestId, call) {
      need('export');
      const answer = await exportAnswer(
        exportStatusParameters(requestId),
        `The state of export ${requestId} of ${source}`,
        call,
      );
      return requestOf({ ...answer, requestId: answer.requestId ?? requestId });
    },
    async pending(address, call) {
      const { status, message } = await managePending(address, 'check', call);
      if (status !== 2) return null;
      const told = objectField(message);
      return { requestId: textField(told.request_id), startTime: textField(told.start_time) };
    },
    cancel: async (address, call) => (await managePending(address, 'cancel', call)).status === 3,
    fileUrl,
    toString: () => `<Client: ${source}>`,
    async close() {
      await Promise.all([...clients.values()].map((http) => http.close()));
    },
  };
  return client;

  /** Without structure there is no template: the server then uses its own. */
  async function formatOf(draft: ExportDraft, call?: CallOptions): Promise<string | null> {
    if (draft.fileNameFormat === false) return null;
    if (draft.fileNameFormat !== undefined) return draft.fileNameFormat;
    try {
      const structure = await info(draft.recordSet, call);
      const isTime = new Map(structure.keywords.map((keyword) => [keyword.name, keyword.isTime]));
      return fileNameTemplate(
        seriesNameOf(draft.recordSet) ?? structure.name,
        structure.primekeys.map((name) => ({ name, isTime: isTime.get(name) === true })),
      );
    } catch (error) {
      if (!(error instanceof DrmsQueryError)) throw error;
      options.log?.warn({ server: source, code: error.code }, 'no template of file names: the series is unknown');
      return null;
    }
  }
}
