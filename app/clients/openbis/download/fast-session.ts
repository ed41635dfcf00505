import { AppError } from '../../../contract/app-error.ts';
import type { GiveBack, HttpPost, PieceTaker } from '../../http/http-client.ts';
import { parseJsonBody } from '../../http/json-body.ts';
import { trustedAddress } from '../address.ts';
import type { CallOptions } from '../api.ts';
import { fieldsOf, flagOf, isFields, objectsOf, textOf } from '../fields.ts';
import { dataSetFileId } from '../ids.ts';
import type { Office } from '../office.ts';
import { serverError } from '../openbis-error.ts';
import { notUnderstood } from '../reader.ts';
import { rangeOf, type SequenceRange } from './chunks.ts';
import { type Frame, FrameReader } from './frames.ts';

/** A fast download at a data store: streams from which the pieces of queued files come (protocol 7.3). */
export interface FastSession {
  /** Empty while the server is busy. */
  streams: string[];
  /** By item, `permId/path`; what may not be read is missing. */
  ranges: ReadonlyMap<string, SequenceRange>;
  queue(ranges: string, options: CallOptions): Promise<void>;
  /**
   * The next pieces of a stream, each told as soon as it is complete; its memory is used again when `onFrame` resolves.
   * @returns the bytes that came: 0 when nothing is queued any more
   * @throws BrokenFrames if they cannot be read from some point on
   */
  take(stream: string, chunks: number, onFrame: (frame: Frame) => Promise<void>, options: CallOptions): Promise<number>;
  finish(options: CallOptions): Promise<void>;
}

/** The server says that another try may help. */
export class RetriableFailure extends Error {}

export interface FastSessionParts {
  office: Office;
  /** Base of the data store. */
  base: string;
  protocol: 1 | 2;
  permId: string;
}

/**
 * Starts a fast download.
 * @param token of the session, which dies with it
 * @param paths of files of the data set; without commas in protocol 1
 */
export async function startFastSession(
  { office, base, protocol, permId }: FastSessionParts,
  token: string,
  paths: readonly string[],
  wishedStreams: number,
  options: CallOptions,
): Promise<FastSession> {
  const { site, wire } = office;
  const place = `The fast download of data set ${permId} of ${site.name}`;
  const at = { place, source: site.name };
  const items = paths.map((path) => `${permId}/${path}`);
  const created = fieldsOf(
    await wire.askObjects({
      ...{ base, service: 'datastore_server/rmi-data-store-server-v3.json', method: 'createFastDownloadSession' },
      params: [
        token,
        items.map((item) => dataSetFileId(permId, item)),
        {
          '@type': 'dss.dto.datasetfile.fastdownload.FastDownloadSessionOptions',
          wishedNumberOfStreams: wishedStreams,
        },
      ],
      ...{ at, signal: options.signal },
    }),
  );
  const userSessionId = textOf(created.fileTransferUserSessionId);
  const told = textOf(created.downloadUrl);
  if (userSessionId === null || told === null || objectsOf(created.files).length === 0)
    throw notUnderstood(at, 'session of a fast download');
  const address = trustedAddress(site, told);

  function requestOf(parameters: Record<string, string>, { signal }: CallOptions): HttpPost {
    const all = protocol === 2 ? { ...parameters, version: '2' } : parameters;
    const body = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]]));
    return {
      target: address.pathname + address.search,
      headers: { 'user-agent': 'Quarry' },
      body: { contentType: 'application/json', bytes: Buffer.from(JSON.stringify(body)) },
      signal,
    };
  }

  async function post(parameters: Record<string, string>, options: CallOptions): Promise<Answer> {
    const answer = await wire.http(address.origin).ask(requestOf(parameters, options));
    return { status: answer.status, contentType: answer.headers['content-type'] ?? '', body: answer.body };
  }

  /** A failure may come as JSON with status 200, also instead of pieces. */
  function refuse({ status, contentType, body }: Answer): unknown {
    if (status !== 200)
      throw new AppError('remote-failed', `${place}: ${site.name} answered with ${status}.`, {
        ...{ remedy: 'The server is busy or under maintenance; try again later.', source: site.name },
        ...{ retryable: status >= 500, details: { httpStatus: status } },
      });
    if (!/json/i.test(contentType)) return undefined;
    const value = body.length === 0 ? undefined : parseJsonBody(Buffer.from(body).toString(), place, site.name);
    const error = fieldsOf(value).error;
    if (error === undefined || error === null) return value;
    const message = textOf(error) ?? textOf(fieldsOf(error).message);
    if (flagOf(fieldsOf(value).retriable) === true) throw new RetriableFailure(message ?? place);
    throw serverError(
      { message, exceptionType: textOf(fieldsOf(value)['exception-class']), code: null },
      place,
      site.name,
    );
  }
  const started = refuse(
    await post(
      {
        method: 'startDownloadSession',
        userSessionId,
        downloadItemIds: protocol === 2 ? JSON.stringify(items) : items.join(', '),
        wishedNumberOfStreams: String(wishedStreams),
      },
      options,
    ),
  );
  const downloadSessionId = textOf(fieldsOf(started).downloadSessionId);
  if (downloadSessionId === null) throw notUnderstood(at, 'id of a download');
  const { ranges: toldRanges, streamIds } = fieldsOf(started);
  const ranges = new Map<string, SequenceRange>();
  for (const [item, text] of Object.entries(isFields(toldRanges) ? toldRanges : {})) {
    const range = rangeOf(textOf(text) ?? '');
    if (range !== undefined) ranges.set(item, range);
  }

  return {
    streams: Array.isArray(streamIds) ? streamIds.filter((id) => typeof id === 'string') : [],
    ranges,
    async queue(text, call) {
      refuse(await post({ method: 'queue', downloadSessionId, ranges: text }, call));
    },
    take(downloadStreamId, chunks, onFrame, call) {
      const numberOfChunks = String(chunks);
      const request = requestOf({ method: 'download', downloadSessionId, downloadStreamId, numberOfChunks }, call);
      return wire.http(address.origin).askPieces(request, ({ status, headers }, giveBack) => {
        const contentType = headers['content-type'] ?? '';
        if (status === 200 && !/json|html/i.test(contentType)) return frameTaker(onFrame, giveBack);
        return textTaker((body) => {
          refuse({ status, contentType, body });
          if (body.length === 0) return 0;
          throw notUnderstood(at, 'pieces but a web page');
        });
      });
    },
    async finish(call) {
      await post({ method: 'finishDownloadSession', downloadSessionId }, call);
    },
  };
}

function frameTaker(onFrame: (frame: Frame) => Promise<void>, giveBack: GiveBack): PieceTaker<number> {
  const reader = new FrameReader(giveBack);
  let bytes = 0;
  return {
    async push(piece) {
      bytes += piece.length;
      for (const frame of reader.push(piece)) {
        await onFrame(frame);
        frame.payload.forEach(giveBack);
      }
    },
    finish() {
      reader.finish();
      return bytes;
    },
  };
}

/** Of a failure, which is short. */
const mostTextBytes = 1024 * 1024;

function textTaker<T>(read: (body: Uint8Array) => T): PieceTaker<T> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  return {
    push(piece) {
      bytes += piece.length;
      if (bytes <= mostTextBytes) pieces.push(piece);
    },
    finish: () => read(Buffer.concat(pieces)),
  };
}

interface Answer {
  status: number;
  contentType: string;
  body: Uint8Array;
}
