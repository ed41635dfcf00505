// What Node and the browser share, as far as the neutral folders use it. Neither `dom` nor `node` types
// are loaded there, so that a global of one of them does not resolve.

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
declare const AbortSignal: { any(signals: AbortSignal[]): AbortSignal; timeout(delayMs: number): AbortSignal };
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const AbortController: { new (): AbortController };

interface TextDecoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: { new (encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder };
interface TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: { new (): TextEncoder };

declare function setTimeout(callback: () => void, delayMs?: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare const performance: { now(): number };
declare class URL {
  constructor(url: string, base?: string);
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly href: string;
}
interface ReadableStream<R> {
  pipeThrough<T>(pair: { readable: ReadableStream<T>; writable: unknown }): ReadableStream<T>;
  getReader(): { read(): Promise<{ done: boolean; value?: R }>; cancel(): Promise<void> };
}
declare class Blob {
  constructor(parts: readonly Uint8Array[]);
  stream(): ReadableStream<Uint8Array>;
}
declare class DecompressionStream {
  constructor(format: 'deflate' | 'gzip');
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: unknown;
}
