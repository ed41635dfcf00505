import { blobBytes } from '../cgi/special-keys.ts';
import type { FileBody } from '../exchange.ts';
import { scramble } from '../series/chance.ts';
import type { Compression, DemoRecord, Segment, Series } from '../series/model.ts';
import { recordName } from '../series/records.ts';
import { bytesBody, patternBody } from './file-bodies.ts';
import { imageFile } from './fits-image.ts';
import { keywordCards } from './fits-keywords.ts';
import { tableFile } from './fits-table.ts';
import { greyJpeg } from './jpeg.ts';
import { mp4, mpg } from './movies.ts';
import { makePicture } from './pixels.ts';

export interface FileWish {
  series: Series;
  record: DemoRecord;
  segment: Segment;
  /** Name within a directory segment. */
  inside?: string;
  /** As it is stored, or with the keywords in its header. */
  withKeywords: boolean;
  compression?: Compression;
  /** Pixels, where processing changed them. */
  size?: { width: number; height: number };
}

const mostKeptBytes = 200_000_000;
const movieFrames = 3;

/** Makes files when they are asked for, and keeps the newest. */
export class StoredFiles {
  private readonly kept = new Map<string, Uint8Array>();
  private keptBytes = 0;

  file(wish: FileWish): FileBody {
    const { series, record, segment } = wish;
    if (segment.content === 'blob') return patternBody(blobBytes(series, record), record.recnum);
    const key = wishKey(wish);
    const bytes = this.kept.get(key) ?? makeFile(wish);
    this.keep(key, bytes);
    return bytesBody(bytes, scrambledName(key));
  }

  /** A rendered picture or movie, for exports of that kind. */
  rendering(series: Series, record: DemoRecord, segment: Segment, kind: 'jpg' | 'png' | 'mp4' | 'mpg'): FileBody {
    const seed = seedOf({ series, record, segment });
    const bytes = kind === 'mp4' ? movieOf(seed) : kind === 'mpg' ? mpg() : pictureOf(seed);
    return bytesBody(bytes, scrambledName(`${kind} ${seed}`));
  }

  private keep(key: string, bytes: Uint8Array): void {
    const known = this.kept.delete(key);
    this.kept.set(key, bytes);
    if (!known) this.keptBytes += bytes.length;
    for (const [oldest, old] of this.kept) {
      if (this.keptBytes <= mostKeptBytes || oldest === key) break;
      this.kept.delete(oldest);
      this.keptBytes -= old.length;
    }
  }
}

function makeFile(wish: FileWish): Uint8Array {
  const { series, record, segment, withKeywords } = wish;
  const seed = seedOf(wish);
  const cards = withKeywords ? keywordCards(series, record, segment) : [];
  switch (segment.content) {
    case 'image':
    case 'float-image': {
      const { width, height } = wish.size ?? { width: series.imageSize, height: series.imageSize };
      return imageFile(
        makePicture(segment, seed, width, height),
        segment,
        wish.compression ?? segment.compression,
        cards,
      );
    }
    case 'table':
      return tableFile(seed, cards);
    case 'movie':
      return movieOf(seed);
    default:
      return Buffer.from(numbersText(wish, seed), 'latin1');
  }
}

function numbersText({ series, record, segment, inside = '' }: FileWish, seed: number): string {
  const lines = Array.from({ length: 40 }, (_, line) => `${line} ${(scramble(line, seed) / 1e6).toFixed(3)}`);
  return [`# ${recordName(series, record)}{${segment.name}} ${inside}`.trim(), ...lines, ''].join('\n');
}

const blocks = 4;

function pictureOf(seed: number): Buffer {
  return greyJpeg(
    blocks,
    blocks,
    Array.from({ length: blocks * blocks }, (_, block) => scramble(block, seed) % 256),
  );
}

function movieOf(seed: number): Buffer {
  const frames = Array.from({ length: movieFrames }, (_, frame) => pictureOf(seed + frame));
  return mp4(frames, blocks * 8, blocks * 8);
}

function seedOf({ record, segment }: Pick<FileWish, 'series' | 'record' | 'segment'>): number {
  return scramble(record.recnum, segment.name.length * 31 + segment.name.charCodeAt(0)) % 100_000;
}

function wishKey({ series, record, segment, inside, withKeywords, compression, size }: FileWish): string {
  return JSON.stringify([
    series.name,
    series.imageSize,
    record.recnum,
    segment.name,
    inside,
    withKeywords,
    compression,
    size,
  ]);
}

function scrambledName(key: string): string {
  let mixed = 7;
  for (const char of key) mixed = scramble(mixed, char.charCodeAt(0));
  return mixed.toString(16);
}
