import { isAppError } from '../../contract/app-error.ts';
import type { Pk, Result } from '../../domain/juliabase.ts';
import type { CallOptions, MarkerSearch, ResultImage, ResultState } from './api.ts';
import { failureOf } from './failures.ts';
import { isWholePage, readLinkedResultIds, saysTooMany } from './html-pages.ts';
import { detectImageType } from './image-type.ts';
import { bearsMarker } from './marker.ts';
import { parseResult, parseSample } from './parse.ts';
import { markerSearchPath } from './requests.ts';
import { sha256 } from './result-compare.ts';
import { siteLimits } from './site.ts';
import type { Wire } from './wire.ts';

export interface ResultsReading {
  get(id: Pk, options?: CallOptions): Promise<Result>;
  image(id: Pk, options?: CallOptions & { thumbnail?: boolean }): Promise<ResultImage>;
  /** SHA-256 of the image; null without one. */
  imageSha256(record: Result, options?: CallOptions): Promise<string | null>;
  state(id: Pk, options?: CallOptions): Promise<ResultState>;
  findByMarker(marker: string, options?: CallOptions & { sampleIds?: readonly Pk[] }): Promise<MarkerSearch>;
}

export function createResultsReading(wire: Wire): ResultsReading {
  const { site } = wire;

  async function get(id: Pk, options?: CallOptions): Promise<Result> {
    const path = `results/${id}`;
    return parseResult(await wire.json(path, options), wire.placeOf(path));
  }

  async function picture(path: string, options?: CallOptions): Promise<ResultImage> {
    const { bytes, contentType } = await wire.bytes(path, options);
    const type = detectImageType(bytes);
    if (type === undefined) throw failureOf({ kind: 'other-content', contentType }, wire.placeOf(path));
    return { type, bytes };
  }

  async function image(id: Pk, options: CallOptions & { thumbnail?: boolean } = {}): Promise<ResultImage> {
    if (options.thumbnail !== true) return picture(`results/images/${id}`, options);
    try {
      return await picture(`results/thumbnails/${id}`, options);
    } catch (error) {
      // Many servers lack the programs that make thumbnails.
      if (isAppError(error, 'remote-failed')) return picture(`results/images/${id}`, options);
      throw error;
    }
  }

  async function imageSha256(record: Result, options?: CallOptions): Promise<string | null> {
    return record.imageType === 'none' ? null : sha256((await image(record.id, options)).bytes);
  }

  /** Ids of records that may hold the marker, and whether the page can be believed. */
  async function searched(marker: string, options?: CallOptions): Promise<MarkerSearch> {
    const page = await wire.html(markerSearchPath(marker), options);
    const hits = readLinkedResultIds(page, site.rootPath);
    // Only a page with the search form on it is an answer to a search.
    const isSearch = /name=["']?_old_model\b/.test(page);
    return {
      hits,
      complete: isSearch && isWholePage(page) && !saysTooMany(page) && hits.length < siteLimits.searchCap,
    };
  }

  async function onSample(marker: string, id: Pk, options?: CallOptions): Promise<MarkerSearch> {
    try {
      const path = `samples/by_id/${id}`;
      const sample = parseSample(await wire.json(path, options), wire.placeOf(path));
      const hits = sample.processes.filter(({ comments }) => bearsMarker(comments, marker));
      return { hits: hits.map((process) => process.id), complete: true };
    } catch (error) {
      if (isAppError(error, 'forbidden', 'not-found')) return { hits: [], complete: true };
      throw error;
    }
  }

  async function holdsMarker(id: Pk, marker: string, options?: CallOptions): Promise<boolean | undefined> {
    try {
      return bearsMarker((await get(id, options)).comments, marker);
    } catch (error) {
      if (isAppError(error, 'not-found')) return false;
      if (isAppError(error, 'forbidden')) return undefined;
      throw error;
    }
  }

  return {
    get,
    image,
    imageSha256,
    async state(id, options) {
      const record = await get(id, options);
      const { title, comments, table } = record;
      return { title, comments, table, imageSha256: await imageSha256(record, options) };
    },
    async findByMarker(marker, options = {}) {
      const looks = await Promise.all([
        searched(marker, options),
        ...(options.sampleIds ?? []).map((id) => onSample(marker, id, options)),
      ]);
      const candidates = [...new Set(looks.flatMap(({ hits }) => hits))].sort((left, right) => left - right);
      const confirmed = await Promise.all(candidates.map((id) => holdsMarker(id, marker, options)));
      return {
        hits: candidates.filter((_, index) => confirmed[index] === true),
        complete: looks.every(({ complete }) => complete) && !confirmed.includes(undefined),
      };
    },
  };
}
