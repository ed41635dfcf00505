/**
 * Reads JSON as it arrives, in pieces, and tells what it meets; strings and numbers are told as pieces of the bytes,
 * so that an answer of a hundred megabytes needs no string per value. Strict: what is not JSON is an error with its
 * place.
 */
export interface JsonListener {
  /** `key` is the member of the enclosing object; undefined inside an array. */
  startObject(key: string | undefined): void;
  endObject(): void;
  /** @returns a sink for the scalars of this array, or undefined to be told each one by `scalar` */
  startArray(key: string | undefined): CellSink | undefined;
  endArray(): void;
  /** A string without its quotes and escapes, a number, or `true`, `false`, `null`. */
  scalar(key: string | undefined, bytes: Uint8Array, from: number, to: number, isString: boolean): void;
}

/** Takes the values of one array. */
export interface CellSink {
  add(bytes: Uint8Array, from: number, to: number): void;
  /** A value that is `null`. */
  skip(): void;
}

export class JsonSyntaxError extends Error {
  /** Of the whole answer. */
  readonly byteOffset: number;

  constructor(what: string, byteOffset: number) {
    super(`${what} at byte ${byteOffset}`);
    this.byteOffset = byteOffset;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

interface Level {
  isArray: boolean;
  /** Key of the member whose value comes next; objects only. */
  key: string | undefined;
  /** What may come next. */
  expects: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';
  sink: CellSink | undefined;
}

/** Nobody sends more; a deep answer is an attack or an accident. */
const deepest = 64;
/** What is not complete is kept and looked at again with the next piece. */
const longestScalar = 1024 * 1024;

export class JsonByteReader {
  private readonly listener: JsonListener;
  private readonly levels: Level[] = [];
  private bytes: Uint8Array = new Uint8Array(0);
  /** Offset of `bytes` in the whole answer. */
  private base = 0;
  private at = 0;
  private done = false;
  /** Place for strings with escapes. */
  private unescaped = new Uint8Array(256);

  constructor(listener: JsonListener) {
    this.listener = listener;
  }

  /** The next piece of the answer; it is kept until the next call at most. */
  push(piece: Uint8Array): void {
    const rest = this.bytes.subarray(this.at);
    if (rest.length > longestScalar) throw this.error(`A text is longer than ${longestScalar} bytes`);
    this.base += this.at;
    this.at = 0;
    if (rest.length === 0) this.bytes = piece;
    else {
      this.bytes = new Uint8Array(rest.length + piece.length);
      this.bytes.set(rest);
      this.bytes.set(piece, rest.length);
    }
    this.run(false);
  }

  /** The answer is complete. */
  end(): void {
    this.run(true);
    if (!this.done) throw this.error('The answer ends too early');
  }

  private run(isLast: boolean): void {
    for (;;) {
      this.skipBlanks();
      if (this.at >= this.bytes.length) return;
      if (this.done) throw this.error('There is text behind the end');
      if (!this.step(isLast)) return;
    }
  }

  /** @returns false if the next value is not complete yet */
  private step(isLast: boolean): boolean {
    const level = this.levels.at(-1);
    if (level === undefined) return this.value(undefined, undefined, isLast);
    const byte = this.bytes[this.at];
    switch (level.expects) {
      case 'comma-or-end':
        if (byte === comma) {
          this.at++;
          level.expects = level.isArray ? 'value' : 'key';
          return true;
        }
        return this.close(level, byte);
      case 'key-or-end':
        if (byte === closeBrace) return this.close(level, byte);
        return this.key(level);
      case 'key':
        return this.key(level);
      case 'colon':
        if (byte !== colon) throw this.error('A colon is missing');
        this.at++;
        level.expects = 'value';
        return true;
      case 'value-or-end':
        if (byte === closeBracket) return this.close(level, byte);
        return level.sink === undefined ? this.value(level, undefined, isLast) : this.cells(level, level.sink, isLast);
      case 'value':
        return level.sink === undefined ? this.value(level, level.key, isLast) : this.cells(level, level.sink, isLast);
      default:
        return level.expects satisfies never;
    }
  }

  private close(level: Level, byte: number | undefined): true {
    if (byte !== (level.isArray ? closeBracket : closeBrace)) throw this.error('A comma or an end is missing');
    this.at++;
    this.levels.pop();
    if (level.isArray) this.listener.endArray();
    else this.listener.endObject();
    this.afterValue();
    return true;
  }

  private afterValue(): void {
    const level = this.levels.at(-1);
    if (level === undefined) this.done = true;
    else level.expects = 'comma-or-end';
  }

  private key(level: Level): boolean {
    if (this.bytes[this.at] !== quote) throw this.error('The name of a member is missing');
    const end = this.endOfString();
    if (end === undefined) return false;
    level.key = this.textOf(this.at + 1, end);
    level.expects = 'colon';
    this.at = end + 1;
    return true;
  }

  private value(level: Level | undefined, key: string | undefined, isLast: boolean): boolean {
    const byte = this.bytes[this.at];
    if (byte === openBrace || byte === openBracket) {
      if (this.levels.length >= deepest) throw this.error('The answer is nested too deep');
      this.at++;
      const isArray = byte === openBracket;
      const sink = isArray ? this.listener.startArray(key) : undefined;
      if (!isArray) this.listener.startObject(key);
      this.levels.push({ isArray, key: undefined, expects: isArray ? 'value-or-end' : 'key-or-end', sink });
      return true;
    }
    if (!this.scalar(isLast, (bytes, from, to, isString) => this.listener.scalar(key, bytes, from, to, isString)))
      return false;
    if (level === undefined) this.done = true;
    else level.expects = 'comma-or-end';
    return true;
  }

  /** One scalar at the present place. @returns false if it is not complete yet */
  private scalar(
    isLast: boolean,
    tell: (bytes: Uint8Array, from: number, to: number, isString: boolean) => void,
  ): boolean {
    const { bytes, at } = this;
    if (bytes[at] === quote) {
      const end = this.endOfString();
      if (end === undefined) return false;
      const plain = this.unescape(at + 1, end);
      tell(plain.bytes, plain.from, plain.to, true);
      this.at = end + 1;
      return true;
    }
    let end = at;
    while (end < bytes.length && isWordByte(bytes[end] ?? 0)) end++;
    // A number may go on in the next piece.
    if (end === bytes.length && !isLast) return false;
    if (end === at || !isWord(bytes, at, end)) throw this.error('This is no value');
    tell(bytes, at, end, false);
    this.at = end;
    return true;
  }

  /** The values of an array up to its end or the end of the piece, in one loop. */
  private cells(level: Level, sink: CellSink, isLast: boolean): boolean {
    const { bytes } = this;
    const size = bytes.length;
    for (;;) {
      const start = this.at;
      let end = start + 1;
      if (bytes[start] === quote) {
        while (end < size && bytes[end] !== quote && bytes[end] !== backslash && (bytes[end] ?? 0) >= 0x20) end++;
        if (end < size && bytes[end] === quote) {
          sink.add(bytes, start + 1, end);
          this.at = end + 1;
        } else if (!this.scalar(isLast, (text, from, to) => sink.add(text, from, to))) return false;
      } else if (!this.scalar(isLast, (text, from, to) => addWord(sink, text, from, to))) return false;
      level.expects = 'comma-or-end';
      this.skipBlanks();
      if (bytes[this.at] !== comma) return true;
      this.at++;
      level.expects = 'value';
      this.skipBlanks();
      if (this.at >= size) return false;
    }
  }

  /** Place of the closing quote of the string at the present place; undefined if it is not here yet. */
  private endOfString(): number | undefined {
    const { bytes } = this;
    for (let end = this.at + 1; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      if (byte === quote) return end;
      if (byte === backslash) end++;
      else if (byte < 0x20) throw this.error('There is a control character in a string', end);
    }
    return undefined;
  }

  private unescape(from: number, to: number): { bytes: Uint8Array; from: number; to: number } {
    if (!this.bytes.subarray(from, to).includes(backslash)) return { bytes: this.bytes, from, to };
    if (this.unescaped.length < to - from) this.unescaped = new Uint8Array(2 * (to - from));
    let length = 0;
    for (let at = from; at < to; at++) {
      const byte = this.bytes[at] ?? 0;
      if (byte !== backslash) this.unescaped[length++] = byte;
      else {
        at++;
        const code = this.escapeAt(at);
        if (this.bytes[at] === 0x75) at += 4;
        // What ISO 8859-1 cannot say is rare enough to become a question mark.
        this.unescaped[length++] = code < 256 ? code : 0x3f;
      }
    }
    return { bytes: this.unescaped, from: 0, to: length };
  }

  private escapeAt(at: number): number {
    const byte = this.bytes[at];
    const plain = byte === undefined ? undefined : escapes.get(byte);
    if (plain !== undefined) return plain;
    const hex = byte === 0x75 ? asciiOf(this.bytes, at + 1, at + 5) : '';
    if (!/^[0-9a-f]{4}$/i.test(hex)) throw this.error('There is an unknown escape in a string', at);
    return Number.parseInt(hex, 16);
  }

  private textOf(from: number, to: number): string {
    const plain = this.unescape(from, to);
    return asciiOf(plain.bytes, plain.from, plain.to);
  }

  private skipBlanks(): void {
    const { bytes } = this;
    let at = this.at;
    while (at < bytes.length && isBlank(bytes[at] ?? 0)) at++;
    this.at = at;
  }

  private error(what: string, at = this.at): JsonSyntaxError {
    return new JsonSyntaxError(what, this.base + at);
  }
}

const escapes = new Map(
  Object.entries({ '"': 0x22, '\\': 0x5c, '/': 0x2f, b: 8, f: 12, n: 10, r: 13, t: 9 }).map(([letter, byte]) => [
    letter.charCodeAt(0),
    byte,
  ]),
);

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Letters, digits, point and signs. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2e ||
    byte === 0x2d ||
    byte === 0x2b ||
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
  );
}

function isWord(bytes: Uint8Array, from: number, to: number): boolean {
  const start = bytes[from] === 0x2d ? from + 1 : from;
  let at = start;
  while (at < to && (bytes[at] ?? 0) <= 0x39 && (bytes[at] ?? 0) >= 0x30) at++;
  // Whole numbers, of which an answer can hold millions, need no string.
  if (at === to && at > start) return bytes[start] !== 0x30 || at === start + 1;
  return /^(-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?|true|false|null)$/.test(asciiOf(bytes, from, to));
}

function addWord(sink: CellSink, bytes: Uint8Array, from: number, to: number): void {
  if (bytes[from] === 0x6e) sink.skip();
  else sink.add(bytes, from, to);
}

/** Text of a piece in ISO 8859-1. */
export function asciiOf(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
