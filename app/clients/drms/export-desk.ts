import { seriesNameOf } from '../../domain/drms/series-name.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import { numberField, objectField, textField } from './answer-fields.ts';
import type { CallOptions, CheckedAddress, ExportDraft, PendingExport } from './api.ts';
import { DrmsError, DrmsExportError, DrmsOperationNotSupported, DrmsQueryError } from './drms-error.ts';
import { type ExportAnswer, exportAnswerOf, exportStateOf } from './export-answer.ts';
import { exportParameters, fileNameTemplate } from './export-parameters.ts';
import { ExportRequest } from './export-request.ts';
import {
  checkAddressParameters,
  exportStatusParameters,
  manageRequestParameters,
  type Parameters,
} from './requests.ts';
import type { SeriesInfo } from './series-info.ts';
import type { Operation, ServerConfig } from './server-config.ts';
import type { AskOptions, Wire } from './wire.ts';

export interface ExportDeskParts {
  config: ServerConfig;
  wire: Wire;
  clock: Clock;
  /** Ends with 'cancelled' also when the client is closed. */
  pause(delayMs: number, signal?: AbortSignal): Promise<void>;
  log: Log | undefined;
  /** Not checked yet. */
  email: string | null;
  need(operation: Operation): void;
  info(recordSet: string, call?: CallOptions): Promise<SeriesInfo>;
}

/** A server that cannot save the digest of a request usually can a little later (protocol 7). */
const hashPauseMs = 10_000;

/** Addresses and exports of one server. */
export class ExportDesk {
  private readonly parts: ExportDeskParts;
  private readonly source: string;
  private present: string | null;
  private isChecked = false;

  constructor(parts: ExportDeskParts) {
    this.parts = parts;
    this.source = parts.config.name;
    this.present = parts.email;
  }

  get email(): string | null {
    return this.present;
  }

  async checkEmail(address: string, call?: CallOptions): Promise<CheckedAddress> {
    this.parts.need('email');
    if (address.trim() === '') return { registered: false, status: -2, message: 'There is no address.' };
    const place = `The check of the address by ${this.source}`;
    const url = this.parts.config.get('url_check_address') ?? '';
    const { value } = await this.parts.wire.ask(url, checkAddressParameters(address), place, call);
    const status = numberField(value.status) ?? -1;
    return { registered: status === 2, status, message: textField(value.msg) ?? '' };
  }

  async setEmail(address: string | null, call?: CallOptions): Promise<void> {
    if (address !== null && !(await this.checkEmail(address, call)).registered)
      throw new DrmsError('invalid-input', 'Email address is invalid or not registered', null, {
        remedy: 'Register the address on the web page of the server, then try again.',
        source: this.source,
      });
    this.present = address;
    this.isChecked = true;
  }

  async export(draft: ExportDraft, call?: CallOptions): Promise<ExportRequest> {
    this.parts.need('export');
    const notify = await this.addressFor(draft, call);
    const given = typeof draft.fileNameFormat === 'string' ? draft.fileNameFormat : null;
    // Wrong arguments are refused before anything is asked.
    exportParameters({ ...draft, notify, fileNameFormat: given });
    const fileNameFormat = draft.fileNameFormat === undefined ? await this.templateFor(draft, call) : given;
    const parameters = exportParameters({ ...draft, notify, fileNameFormat });
    const request = this.requestOf(await this.submit(parameters, draft.recordSet, call), {
      isNew: true,
      isProcessed: Object.keys(draft.process ?? {}).length > 0,
    });
    if (request.state === 'failed') throw request.failure();
    if (request.state === 'pending' && request.id === null)
      throw new DrmsExportError('bad-response', `${this.source} took the export, but gave it no number.`, null, {
        remedy: 'Submit it again: the server recognises an identical request.',
        source: this.source,
      });
    return request;
  }

  async exportFromId(requestId: string, call?: CallOptions): Promise<ExportRequest> {
    this.parts.need('export');
    const answer = await this.statusOf(requestId, call);
    return this.requestOf(
      { ...answer, requestId: answer.requestId ?? requestId },
      { isNew: false, isProcessed: false },
    );
  }

  async pending(address: string, call?: CallOptions): Promise<PendingExport | null> {
    const { status, message } = await this.managePending(address, 'check', call);
    if (status !== 2) return null;
    const told = objectField(message);
    return { requestId: textField(told.request_id), startTime: textField(told.start_time) };
  }

  /** Frees the slot that the pending export of an address holds. */
  async cancel(address: string, call?: CallOptions): Promise<boolean> {
    return (await this.managePending(address, 'cancel', call)).status === 3;
  }

  fileUrl(path: string): string {
    const base = this.parts.config.get('http_download_baseurl');
    if (base === null)
      throw new DrmsError('unsupported', `The address of the files of ${this.source} is not known.`, null, {
        remedy: 'Add the download address to the server.',
        source: this.source,
      });
    const escaped = path.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/');
    return new URL(escaped, base).href;
  }

  private async addressFor(draft: ExportDraft, call?: CallOptions): Promise<string> {
    const notify = draft.email ?? this.present;
    if (notify === null || notify === '')
      throw new DrmsError(
        'invalid-input',
        'The email argument is required, when no default email address was set.',
        null,
        { remedy: 'Enter a registered e-mail address.', source: this.source },
      );
    if (notify === this.present && !this.isChecked && this.parts.config.supports('email'))
      await this.setEmail(notify, call);
    return notify;
  }

  /** Without structure there is no template: the server then uses its own. */
  private async templateFor(draft: ExportDraft, call?: CallOptions): Promise<string | null> {
    try {
      const structure = await this.parts.info(draft.recordSet, call);
      const isTime = new Map(structure.keywords.map((keyword) => [keyword.name, keyword.isTime]));
      return fileNameTemplate(
        seriesNameOf(draft.recordSet) ?? structure.name,
        structure.primekeys.map((name) => ({ name, isTime: isTime.get(name) === true })),
      );
    } catch (error) {
      if (!(error instanceof DrmsQueryError)) throw error;
      this.parts.log?.warn(
        { server: this.source, code: error.code },
        'no template of file names: the series is unknown',
      );
      return null;
    }
  }

  /** Sends a request twice at most: the server recognises an identical one (protocol 2.7, 6.2). */
  private async submit(parameters: Parameters, recordSet: string, call?: CallOptions): Promise<ExportAnswer> {
    const place = `The export of ${recordSet} from ${this.source}`;
    const send = (): Promise<ExportAnswer> => this.ask(parameters, place, { ...call, retries: 1 });
    let answer = await send();
    if (answer.status === 4 && /Cant save new export-request hash/i.test(answer.error ?? '')) {
      await this.parts.pause(hashPauseMs, call?.signal);
      answer = await send();
    }
    // What a repaired answer says is made sure of before anybody acts on it.
    return answer.repaired && answer.requestId !== null && exportStateOf(answer.status) !== 'failed'
      ? this.statusOf(answer.requestId, call)
      : answer;
  }

  private statusOf(requestId: string, call?: CallOptions): Promise<ExportAnswer> {
    return this.ask(exportStatusParameters(requestId), `The state of export ${requestId} of ${this.source}`, call);
  }

  private async ask(parameters: Parameters, place: string, options?: AskOptions): Promise<ExportAnswer> {
    const url = this.parts.config.get('url_jsoc_fetch') ?? '';
    const { value, repaired } = await this.parts.wire.ask(url, parameters, place, options);
    return exportAnswerOf(value, repaired);
  }

  private requestOf(answer: ExportAnswer, about: { isNew: boolean; isProcessed: boolean }): ExportRequest {
    return new ExportRequest(
      {
        ...about,
        source: this.source,
        clock: this.parts.clock,
        pause: this.parts.pause,
        refresh: (id, call) => this.statusOf(id, call),
        urlOf: (path) => this.fileUrl(path),
      },
      answer,
    );
  }

  private async managePending(address: string, operation: 'check' | 'cancel', call?: CallOptions) {
    const { config, wire, need } = this.parts;
    need('export');
    const base = config.get('cgi_baseurl');
    if (base === null) throw new DrmsOperationNotSupported(this.source, 'export');
    const parameters = manageRequestParameters(address, operation, config.get('show_series_wrapper_dbhost') ?? '');
    const place = `The pending export of ${this.source}`;
    const { value } = await wire.ask(new URL('manage-request.sh', base).href, parameters, place, call);
    return { status: numberField(value.status) ?? 1, message: value.msg };
  }
}
