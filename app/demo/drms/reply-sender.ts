import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrafficCounter } from '../http/traffic.ts';
import type { Waits } from '../http/waits.ts';
import { piecesOf, writePieces } from '../http/write-pieces.ts';
import type { FileBody, Reply } from './exchange.ts';
import type { Fault } from './faults.ts';
import { textPieces } from './send-body.ts';
import { answerFile } from './send-file.ts';
import type { Settings } from './settings.ts';
import { inflate, spoilText } from './text-faults.ts';

export interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  /** Encoded, without root and query. */
  path: string;
  search: string;
}

const everything = Number.POSITIVE_INFINITY;
const usualFillerBytes = 300_000_000;

/** Brings replies onto the wire, and spoils them on the way. */
export class ReplySender {
  private readonly settings: Settings;
  private readonly counter: TrafficCounter;
  private readonly waits: Waits;
  private readonly remembered = new Map<string, Uint8Array[]>();

  constructor(settings: Settings, counter: TrafficCounter, waits: Waits) {
    this.settings = settings;
    this.counter = counter;
    this.waits = waits;
  }

  /** Faults that keep the program from being asked; true: the request is done with. */
  async sendInstead(incoming: Incoming, fault: Fault | undefined): Promise<boolean> {
    const { request, response } = incoming;
    switch (fault?.name) {
      case 'down':
      case 'reset':
        this.note(incoming, 0);
        request.socket.resetAndDestroy();
        return true;
      case 'hang':
        this.note(incoming, 0);
        return true;
      case 'slow':
        await this.waits.wait(fault.delayMs ?? 5000);
        return response.destroyed;
      case 'http500': {
        const { status = 500, headers = {} } = fault;
        await this.send(
          incoming,
          { status, contentType: 'text/html', body: page(`Error ${status}`), headers },
          undefined,
        );
        return true;
      }
      case 'html200':
        await this.send(incoming, { status: 200, contentType: 'text/html', body: page('Maintenance') }, undefined);
        return true;
      case 'empty':
        await this.send(incoming, { status: 200, contentType: 'application/json', body: '' }, undefined);
        return true;
      default:
        return this.sendRemembered(incoming, fault);
    }
  }

  async send(incoming: Incoming, reply: Reply, fault: Fault | undefined): Promise<void> {
    const { body } = reply;
    if (typeof body === 'string') return this.sendText(incoming, reply, body, fault);
    if ('read' in body) return this.sendFile(incoming, reply, body, fault);
    if (fault?.name === 'huge') return this.stream(incoming, reply, inflate(body, fault.bytes ?? usualFillerBytes));
    if (fault === undefined) return this.stream(incoming, reply, body);
    return this.sendText(incoming, reply, [...body].join(''), fault);
  }

  private async sendText(incoming: Incoming, reply: Reply, text: string, fault: Fault | undefined): Promise<void> {
    if (fault?.name === 'huge') return this.stream(incoming, reply, inflate([text], fault.bytes ?? usualFillerBytes));
    const spoilt = Buffer.from(spoilText(text, fault), 'latin1');
    const bytes = fault?.name === 'cut' ? spoilt.subarray(0, fault.offset ?? spoilt.length / 2) : spoilt;
    this.writeHead(incoming, reply, { 'content-length': bytes.length });
    await this.write(incoming, [bytes], bytes.length, fault);
  }

  private async sendFile(incoming: Incoming, reply: Reply, body: FileBody, fault: Fault | undefined): Promise<void> {
    const { status, headers, file, start, end } = answerFile(incoming.request, body, fault);
    this.writeHead(incoming, { ...reply, status }, headers);
    await this.write(incoming, piecesOf(file, start, end), end - start, fault);
  }

  /** Without a length: it ends when it ends. */
  private async stream(incoming: Incoming, reply: Reply, pieces: Iterable<string>): Promise<void> {
    this.writeHead(incoming, reply, {});
    const bytes = textPieces(pieces);
    await this.write(incoming, this.mayRemember(incoming) ? this.remember(incoming, bytes) : bytes, 0, undefined);
  }

  private async write(
    incoming: Incoming,
    pieces: Iterable<Uint8Array>,
    length: number,
    fault: Fault | undefined,
  ): Promise<void> {
    const { request, response, path } = incoming;
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const drops = fault?.name === 'drop';
    const limit = drops ? (fault.offset ?? Math.floor(length / 2)) : everything;
    await writePieces(response, pieces, limit, (bytes) => this.counter.sent(`/${path}`, bytes));
    // What was written arrives, then the connection ends too early.
    if (drops) response.socket?.destroySoon();
    else response.end();
  }

  private writeHead(
    incoming: Incoming,
    { status, contentType, headers }: Reply,
    more: Record<string, string | number>,
  ): void {
    this.note(incoming, status);
    incoming.response.writeHead(status, { 'content-type': contentType, ...headers, ...more });
  }

  private note({ request, path, search }: Incoming, status: number): void {
    this.counter.note({
      method: request.method ?? 'GET',
      path: search === '' ? `/${path}` : `/${path}?${search}`,
      status,
    });
  }

  private mayRemember({ request, path }: Incoming): boolean {
    return this.settings.remembersAnswers && request.method === 'GET' && path.endsWith('/jsoc_info');
  }

  private *remember({ search }: Incoming, pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
    const kept: Uint8Array[] = [];
    for (const piece of pieces) {
      kept.push(piece);
      yield piece;
    }
    this.remembered.set(search, kept);
  }

  private async sendRemembered(incoming: Incoming, fault: Fault | undefined): Promise<boolean> {
    const kept = this.remembered.get(incoming.search);
    if (kept === undefined || fault !== undefined || !this.mayRemember(incoming)) return false;
    this.writeHead(incoming, { status: 200, contentType: 'application/json', body: '' }, {});
    await this.write(incoming, kept, 0, undefined);
    return true;
  }
}

export function page(title: string): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}
