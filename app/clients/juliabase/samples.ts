import { AppError, isAppError } from '../../contract/app-error.ts';
import type { Result, Sample } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys, SampleListItem, SamplesArea } from './api.ts';
import { isWholePage, readLinkedNames, readProcessIds, saysTooMany } from './html-pages.ts';
import { JuliaBaseError } from './juliabase-error.ts';
import { parseSample } from './parse.ts';
import { samplePath, sampleSearchPath } from './requests.ts';
import type { SampleChanges } from './sample-changes-api.ts';
import { siteLimits } from './site.ts';
import type { Wire } from './wire.ts';

export interface SampleReaders {
  result(id: number, options?: CallOptions): Promise<Result>;
}

export type SamplesReading = Omit<SamplesArea, keyof SampleChanges>;

export function createSamples(wire: Wire, keys: PrimaryKeys, readers: SampleReaders): SamplesReading {
  const { site } = wire;

  async function get(name: string, options?: CallOptions): Promise<Sample> {
    const path = samplePath(name);
    try {
      return parseSample(await wire.json(path, { ...options, bySampleName: true }), wire.placeOf(path));
    } catch (error) {
      // Mode A hides the list of candidates in an error page; the key table names them in both modes.
      const maybeAlias =
        isAppError(error, 'conflict') || (error instanceof JuliaBaseError && error.juliaBaseCode === 1);
      if (!maybeAlias) throw error;
      throw await ambiguity(name, error, options);
    }
  }

  async function ambiguity(name: string, cause: unknown, options?: CallOptions): Promise<unknown> {
    const ids = (await keys.samples([name], options)).get(name);
    if (!Array.isArray(ids) || ids.length < 2) return cause;
    return new AppError('conflict', `“${name}” is an alias of ${ids.length} samples of ${site.name}.`, {
      remedy: 'Use the name of the sample, or its id.',
      source: site.name,
      details: { candidates: ids },
      cause,
    });
  }

  return {
    get,
    async byId(id, options) {
      const path = `samples/by_id/${id}`;
      return parseSample(await wire.json(path, options), wire.placeOf(path));
    },
    async mine(options) {
      const items = Array.from(await keys.mySamples(options), ([name, id]): SampleListItem => ({ name, id }));
      return items.sort((left, right) => left.name.localeCompare(right.name, 'en', { numeric: true }));
    },
    async search(search, options) {
      const page = await wire.html(sampleSearchPath(search), options);
      const names = readLinkedNames(page, site.rootPath, 'samples').filter((name) => matches(name, search.namePattern));
      const wanted = names.slice(0, search.limit ?? siteLimits.searchCap);
      const ids = await keys.samples(wanted, options);
      return {
        items: wanted.map((name) => ({ name, id: plainKey(ids.get(name)) })),
        total: names.length,
        capped: names.length >= siteLimits.searchCap || saysTooMany(page) || !isWholePage(page),
      };
    },
    async seriesResults(name, options) {
      const [sample, page] = await Promise.all([get(name, options), wire.html(samplePath(name), options)]);
      const known = new Set(sample.processes.map(({ id }) => id));
      const ids = readProcessIds(page).filter((id) => !known.has(id));
      const results = await Promise.all(ids.map((id) => orAbsent(readers.result(id, options))));
      return results.filter((result) => result !== undefined);
    },
  };
}

/** Pages link to other samples too, e.g. My Samples in a side bar; only hits hold the text that was searched for. */
function matches(name: string, pattern: string): boolean {
  return name.toLowerCase().includes(pattern.toLowerCase());
}

function plainKey(key: number | number[] | undefined): number | null {
  return typeof key === 'number' ? key : null;
}

/** A data sheet also shows processes that are no Results. */
async function orAbsent(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isAppError(error, 'not-found')) return undefined;
    throw error;
  }
}
