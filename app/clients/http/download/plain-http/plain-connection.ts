import net from 'node:net';
import { type AnswerHead, HttpSyntaxError, longestHead, readHead } from './answer-head.ts';
import type { BlockPool } from './block-pool.ts';
import { ChunkedBody } from './chunked-body.ts';

export interface AnswerSink {
  onHead(head: AnswerHead): void;
  /** Lent by the pool: nothing is written over it before it is given back. */
  onPiece(piece: Uint8Array): void;
  /** The body is whole; the connection may serve another request already. */
  onEnd(): void;
  onError(error: Error): void;
}

export interface ConnectionTimes {
  connectTimeoutMs: number;
  /** Longest silence while an answer is awaited. */
  idleTimeoutMs: number;
}

export interface ConnectionParts {
  host: string;
  port: number;
  times: ConnectionTimes;
  pool: BlockPool;
  /** Told when nothing more can be asked here. */
  onOver(): void;
}

/** A stock gunicorn closes idle connections after 5 s; we must be the first to let go. */
const keepAliveMs = 4000;

const leastRoom = 32 * 1024;

/** A connection that carries one request after the other. */
export class PlainConnection {
  private readonly socket: net.Socket;
  private readonly connecting: NodeJS.Timeout;
  private readonly pool: BlockPool;
  private block: Buffer | undefined;
  private used = 0;
  private sink: AnswerSink | undefined;
  private head: AnswerHead | undefined;
  private headText = '';
  private left = 0;
  private chunked: ChunkedBody | undefined;
  private isPaused = false;
  /** Nothing more can be asked here. */
  isOver = false;

  private readonly times: ConnectionTimes;
  private readonly onOver: () => void;

  constructor({ host, port, times, pool, onOver }: ConnectionParts) {
    this.times = times;
    this.pool = pool;
    this.onOver = onOver;
    this.socket = net.connect({
      ...{ host, port, noDelay: true },
      onread: { buffer: () => this.room(), callback: (bytes, buffer) => this.received(buffer.subarray(0, bytes)) },
    });
    this.connecting = setTimeout(() => this.end(timeout('connect')), times.connectTimeoutMs);
    this.socket.once('connect', () => clearTimeout(this.connecting));
    this.socket.on('timeout', () => {
      if (!this.isPaused) this.end(timeout('silence'));
    });
    this.socket.on('error', (error) => this.end(error));
    this.socket.on('close', () => this.closed());
  }

  get isIdle(): boolean {
    return this.sink === undefined && !this.isOver;
  }

  /** Only while it is idle. */
  ask(request: string, sink: AnswerSink): void {
    this.sink = sink;
    this.head = undefined;
    this.headText = '';
    this.socket.ref();
    this.socket.setTimeout(this.times.idleTimeoutMs);
    this.socket.write(request, 'latin1');
  }

  pause(): void {
    this.isPaused = true;
    this.socket.pause();
  }

  resume(): void {
    this.isPaused = false;
    this.socket.resume();
  }

  /** Tells who waits for an answer, if any, and closes. */
  end(error: Error): void {
    if (this.isOver) return;
    this.close();
    const { sink } = this;
    this.sink = undefined;
    sink?.onError(error);
  }

  private close(): void {
    this.isOver = true;
    clearTimeout(this.connecting);
    this.socket.destroy();
    this.leaveBlock();
    this.onOver();
  }

  private room(): Buffer {
    if (this.block !== undefined && this.block.length - this.used < leastRoom) this.leaveBlock();
    this.block ??= this.pool.take();
    return this.block.subarray(this.used);
  }

  private leaveBlock(): void {
    if (this.block !== undefined) this.pool.fill(this.block);
    this.block = undefined;
    this.used = 0;
  }

  private received(bytes: Uint8Array): boolean {
    this.used += bytes.length;
    try {
      this.take(bytes);
    } catch (error) {
      this.end(error instanceof Error ? error : new Error('unknown'));
    }
    return true;
  }

  private take(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.sink === undefined) throw new HttpSyntaxError('The server sent what nobody asked for.');
      rest = rest.subarray(this.head === undefined ? this.takeHead(rest) : this.takeBody(rest));
    }
  }

  private takeHead(bytes: Uint8Array): number {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, longestHead));
    const before = this.headText.length;
    // The empty line may have come in pieces.
    this.headText += buffer.toString('latin1');
    const end = this.headText.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (end < 0 && this.headText.length >= longestHead) throw new HttpSyntaxError('The head of the answer has no end.');
    if (end < 0) return bytes.length;
    const head = readHead(this.headText.slice(0, end));
    this.headText = '';
    // 1xx only announces the answer.
    if (head.status >= 200) this.begin(head);
    return end + 4 - before;
  }

  private begin(head: AnswerHead): void {
    this.head = head;
    this.left = head.framing.kind === 'length' ? head.framing.bytes : 0;
    this.chunked = head.framing.kind === 'chunked' ? new ChunkedBody((piece) => this.give(piece)) : undefined;
    this.sink?.onHead(head);
    if (head.framing.kind === 'length' && this.left === 0) this.finish();
  }

  private takeBody(bytes: Uint8Array): number {
    const { chunked } = this;
    if (chunked !== undefined) {
      const taken = chunked.push(bytes);
      if (chunked.isDone) this.finish();
      return taken;
    }
    if (this.head?.framing.kind === 'until-close') {
      this.give(bytes);
      return bytes.length;
    }
    const taken = Math.min(this.left, bytes.length);
    this.left -= taken;
    this.give(bytes.subarray(0, taken));
    if (this.left === 0) this.finish();
    return taken;
  }

  private give(piece: Uint8Array): void {
    this.pool.lend(piece);
    this.sink?.onPiece(piece);
  }

  private finish(): void {
    const { sink, head } = this;
    this.sink = undefined;
    if (head?.isKept === true) this.rest();
    else this.close();
    sink?.onEnd();
  }

  /** No reason to keep the process alive. */
  private rest(): void {
    if (this.isPaused) this.resume();
    this.socket.setTimeout(keepAliveMs);
    this.socket.unref();
  }

  private closed(): void {
    if (this.head?.framing.kind === 'until-close' && this.sink !== undefined && !this.isOver) this.finish();
    else this.end(Object.assign(new Error('The other side closed the connection.'), { code: 'ECONNRESET' }));
  }
}

function timeout(what: string): Error {
  return Object.assign(new Error(`${what} time-out`), { code: 'ETIMEDOUT' });
}
