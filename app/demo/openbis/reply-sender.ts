import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrafficCounter } from '../http/traffic.ts';
import { piecesOf, writePieces } from '../http/write-pieces.ts';
import type { Fault } from './faults.ts';
import { type Exchange, page, type Reply } from './wire/exchange.ts';

export interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  /** Under which the request is counted: path and method. */
  place: string;
  /** As `place`, with query. */
  address: string;
}

const everything = Number.POSITIVE_INFINITY;

/** Brings replies onto the wire, and spoils them on the way. */
export class ReplySender {
  private readonly counter: TrafficCounter;

  constructor(counter: TrafficCounter) {
    this.counter = counter;
  }

  /** Faults that keep the request from being carried out; true: it is done with. */
  async sendInstead(incoming: Incoming, exchange: Exchange, fault: Fault | undefined): Promise<boolean> {
    switch (fault?.name) {
      // An upload stores what came before the reset, so it sees to it by itself.
      case 'reset':
        if (isUpload(exchange)) return false;
        this.reset(incoming);
        return true;
      case 'hang':
        this.note(incoming, 0);
        return true;
      case 'http': {
        const { status = 502, headers = {} } = fault;
        await this.send(incoming, { ...page(`HTTP ERROR ${status}`, status), headers }, undefined);
        return true;
      }
      case 'html200':
        await this.send(incoming, page('Please log in to the network of the institute.'), undefined);
        return true;
      case 'empty':
        await this.send(incoming, { status: 200, contentType: 'application/json', body: '' }, undefined);
        return true;
      default:
        return false;
    }
  }

  reset(incoming: Incoming): void {
    this.note(incoming, 0);
    incoming.request.socket.resetAndDestroy();
  }

  async send(incoming: Incoming, reply: Reply, fault: Fault | undefined): Promise<void> {
    const { request, response, place } = incoming;
    const { length, pieces } = openBody(reply.body);
    const spoilt = fault?.name === 'cut' || fault?.name === 'drop';
    const limit = spoilt ? (fault.offset ?? Math.floor(length / 2)) : everything;
    const sent = fault?.name === 'cut' ? Math.min(limit, length) : length;
    this.note(incoming, reply.status);
    const head = { 'content-type': reply.contentType, 'content-length': sent };
    response.writeHead(reply.status, { ...head, ...reply.headers });
    if (request.method !== 'HEAD')
      await writePieces(response, pieces(), limit, (bytes) => this.counter.sent(place, bytes));
    // What was written arrives, then the connection ends too early.
    if (fault?.name === 'drop') response.socket?.destroySoon();
    else response.end();
  }

  private note({ request, address }: Incoming, status: number): void {
    this.counter.note({ method: request.method ?? 'GET', path: `/${address}`, status });
  }
}

function isUpload({ verb, path }: Exchange): boolean {
  return verb === 'POST' && path.endsWith('session_workspace_file_upload');
}

function openBody(body: Reply['body']): { length: number; pieces: () => Iterable<Uint8Array> } {
  if (typeof body === 'string') {
    const bytes = Buffer.from(body, 'utf8');
    return { length: bytes.length, pieces: () => [bytes] };
  }
  if ('read' in body) return { length: body.size, pieces: () => piecesOf(body) };
  return { length: body.reduce((sum, { length }) => sum + length, 0), pieces: () => body };
}
