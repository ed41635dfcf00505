import { asciiOf, type CellSink, JsonByteReader, type JsonListener, JsonSyntaxError } from './byte-json.ts';
import { type CellBuilder, cellBuilder, type TimeReader } from './cell-builders.ts';
import type { CellColumn, ColumnKind } from './cell-column.ts';

/** Columns of one segment; every array as long as `count`, absent cells where the server sent fewer (protocol 2.5). */
export interface SegmentColumns {
  name: string;
  /** Absolute path on the server, or offline. */
  path: CellColumn;
  dims: CellColumn;
  /** Compression parameters, zero points and scales. */
  cparms: CellColumn;
  bzeros: CellColumn;
  bscales: CellColumn;
}

/** The answer to `rs_list`, typed. */
export interface RecordList {
  count: number;
  keywords: CellColumn[];
  segments: SegmentColumns[];
  links: CellColumn[];
  /** Canonical record names; null unless asked for. */
  recordNames: CellColumn | null;
  /** 1 where the files are on disk; null unless asked for. */
  online: CellColumn | null;
  /** Seconds the server worked. */
  runtimeS: number | null;
  /** Bytes of the answer. */
  bytes: number;
}

/** The server's own refusal. */
export interface RefusedList {
  status: number;
  error: string | null;
}

export type ReadList = { ok: true; list: RecordList } | ({ ok: false } & RefusedList);

export interface RecordListOptions {
  /** How to read a keyword; unknown ones are text. */
  kindOf(keyword: string): ColumnKind;
  readTime: TimeReader;
}

/** Bits of the answer that stand beside the columns. */
interface Facts {
  status: number;
  error: string | null;
  count: number | null;
  runtimeS: number | null;
}

type Part = 'keywords' | 'segments' | 'links';
const segmentArrays = ['values', 'dims', 'cparms', 'bzeros', 'bscales'] as const;
type SegmentArray = (typeof segmentArrays)[number];

/** A cell takes three bytes at least; most of those that are padded were sent as something else. */
const mostCellsPerByte = 4;

interface Entry {
  part: Part;
  /** Null until it was told. */
  name: string | null;
  arrays: Map<string, CellBuilder>;
}

class CountingSink implements CellSink {
  private readonly builder: CellBuilder;
  length = 0;

  constructor(builder: CellBuilder) {
    this.builder = builder;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    this.length++;
    this.builder.add(bytes, from, to);
  }

  skip(): void {
    this.length++;
    this.builder.skip();
  }

  finish(length: number): CellColumn {
    return this.builder.finish(length);
  }
}

/** Builds typed columns while the answer arrives. */
export class RecordListReader implements JsonListener {
  private readonly options: RecordListOptions;
  private readonly json = new JsonByteReader(this);
  private readonly path: (string | undefined)[] = [];
  private readonly facts: Facts = { status: 0, error: null, count: null, runtimeS: null };
  private readonly entries: Entry[] = [];
  private readonly sinks: CountingSink[] = [];
  private readonly recordNames: CountingSink;
  private readonly online: CountingSink;
  private infos = 0;
  private bytes = 0;

  constructor(options: RecordListOptions) {
    this.options = options;
    this.recordNames = new CountingSink(cellBuilder('record', 'text', options.readTime));
    this.online = new CountingSink(cellBuilder('online', 'integer', options.readTime));
  }

  /** @throws JsonSyntaxError */
  push(piece: Uint8Array): void {
    this.bytes += piece.length;
    this.json.push(piece);
  }

  /** @throws JsonSyntaxError if the answer is not complete */
  finish(): ReadList {
    this.json.end();
    const { status, error, count, runtimeS } = this.facts;
    if (status !== 0 || error !== null) return { ok: false, status, error };
    const longest = Math.max(this.infos, ...this.sinks.map(({ length }) => length), 0);
    const rows = count ?? longest;
    if (longest > rows) throw new JsonSyntaxError(`There are ${longest} values for ${rows} records`, this.bytes);
    const columns = this.entries.reduce((sum, { part }) => sum + (part === 'segments' ? segmentArrays.length : 1), 1);
    // Room for what was never sent would be the server's to choose.
    if (columns * rows > mostCellsPerByte * this.bytes)
      throw new JsonSyntaxError(`There cannot be ${rows} records in ${this.bytes} bytes`, this.bytes);
    const columnOf = (entry: Entry, array: string): CellColumn =>
      (entry.arrays.get(array) ?? cellBuilder(entry.name ?? '', 'text', this.options.readTime)).finish(rows);
    const of = (part: Part): Entry[] => this.entries.filter((entry) => entry.part === part);
    return {
      ok: true,
      list: {
        count: rows,
        keywords: of('keywords').map((entry) => columnOf(entry, 'values')),
        segments: of('segments').map((entry) => {
          const [path, dims, cparms, bzeros, bscales] = segmentArrays.map((array) => columnOf(entry, array));
          // One column per name of the list, in its order.
          return { name: entry.name ?? '', path, dims, cparms, bzeros, bscales } as SegmentColumns;
        }),
        links: of('links').map((entry) => columnOf(entry, 'values')),
        recordNames: this.infos === 0 ? null : this.recordNames.finish(rows),
        online: this.infos === 0 ? null : this.online.finish(rows),
        runtimeS,
        bytes: this.bytes,
      },
    };
  }

  startObject(key: string | undefined): void {
    const part = this.path.at(-1);
    if (this.path.length === 2 && (part === 'keywords' || part === 'segments' || part === 'links'))
      this.entries.push({ part, name: null, arrays: new Map() });
    if (this.path.length === 2 && part === 'recinfo') this.infos++;
    this.path.push(key);
  }

  endObject(): void {
    this.path.pop();
    if (this.path.length !== 2 || this.path[1] !== 'recinfo') return;
    // What one of the objects lacks must not move the others up.
    if (this.recordNames.length < this.infos) this.recordNames.skip();
    if (this.online.length < this.infos) this.online.skip();
  }

  startArray(key: string | undefined): CellSink | undefined {
    const entry = this.presentEntry();
    this.path.push(key);
    if (entry === undefined || key === undefined) return undefined;
    if (key !== 'values' && !(entry.part === 'segments' && isSegmentArray(key))) return undefined;
    if (entry.name === null) throw new JsonSyntaxError('The values of a column come before its name', this.bytes);
    const kind = entry.part === 'keywords' ? this.options.kindOf(entry.name) : 'text';
    const builder = cellBuilder(entry.name, kind, this.options.readTime);
    entry.arrays.set(key, builder);
    const sink = new CountingSink(builder);
    this.sinks.push(sink);
    return sink;
  }

  endArray(): void {
    this.path.pop();
  }

  scalar(key: string | undefined, bytes: Uint8Array, from: number, to: number): void {
    if (this.path.length === 1) this.fact(key, asciiOf(bytes, from, to));
    else if (this.path.length === 3 && this.path[1] === 'recinfo') {
      const sink = key === 'name' ? this.recordNames : key === 'online' ? this.online : undefined;
      if (sink !== undefined && sink.length < this.infos) sink.add(bytes, from, to);
    } else if (key === 'name') {
      const entry = this.presentEntry();
      if (entry !== undefined) entry.name = asciiOf(bytes, from, to);
    }
  }

  /** The column whose object is open, if it is one. */
  private presentEntry(): Entry | undefined {
    const entry = this.path.length === 3 ? this.entries.at(-1) : undefined;
    return entry?.part === this.path[1] ? entry : undefined;
  }

  /** Numbers may come as strings and the other way round (protocol 2.0). */
  private fact(key: string | undefined, text: string): void {
    const number = Number(text);
    if (key === 'status') this.facts.status = Number.isFinite(number) ? number : -1;
    else if (key === 'error') this.facts.error = text === '' ? null : text;
    else if (key === 'count' && Number.isSafeInteger(number) && number >= 0) this.facts.count = number;
    else if (key === 'runtime') this.facts.runtimeS = Number.isFinite(number) ? number : null;
  }
}

function isSegmentArray(key: string): key is SegmentArray {
  return segmentArrays.some((array) => array === key);
}
