import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type FitsFile, openFits } from '../domain/fits/fits-file.ts';
import { bytesSource, type Gunzip } from '../domain/fits/fits-source.ts';

const folder = new URL('../domain/fits/fixtures/', import.meta.url);

/** As astropy wrote it down: numbers, words for those JSON has none for, texts for large integers. */
export type Judged = string | number | boolean | null | { re: Judged; im: Judged } | Judged[];

export interface ExpectedHdu {
  name: string;
  /** First axis first. */
  shape?: number[];
  values?: Judged[];
  columns?: Record<string, Judged[]>;
}

interface Expected {
  files: Record<string, ExpectedHdu[]>;
  cards: Record<string, { value: Judged; comment: string }>;
  history: string[];
  zscale: { name: string; low: number; high: number; values?: number[] }[];
  percentiles: { name: string; percent: number; low: number; high: number }[];
  stretches: { name: 'sqrt' | 'log' | 'asinh'; at: number[]; values: number[] }[];
}

/** Written by make-fixtures.py, in this form. */
export const fitsExpected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;

export function fitsBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, folder)));
}

export function fitsFixture(name: string): Promise<FitsFile> {
  return openFits(bytesSource(fitsBytes(name)));
}

export const gunzip: Gunzip = (bytes, mostBytes) => new Uint8Array(gunzipSync(bytes, { maxOutputLength: mostBytes }));

/** A value in the same words. */
export function judgedForm(value: unknown): Judged {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    return String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
  if (typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value) && Math.abs(value) < 1e20)
    return value;
  if (Array.isArray(value)) return value.map(judgedForm);
  return value as Judged;
}
