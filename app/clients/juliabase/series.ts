import { AppError, isAppError } from '../../contract/app-error.ts';
import { isResult, type Result, type SampleSeries, type SeriesMember } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys, SamplesArea, SeriesArea } from './api.ts';
import { isWholePage, readLinkedNames, saysTooMany } from './html-pages.ts';
import { JuliaBaseError } from './juliabase-error.ts';
import { parseExportedNames } from './parse.ts';
import { memberSlicePath, seriesOfSamplePath, seriesSearchPath } from './requests.ts';
import { siteLimits } from './site.ts';
import type { Wire } from './wire.ts';

const firstSliceRows = 150;
const fewestSliceRows = 5;

export function createSeries(wire: Wire, keys: PrimaryKeys, samples: SamplesArea): SeriesArea {
  const { site } = wire;
  /** Longest slice of members that this server takes; found out by its refusals. */
  let sliceRows = firstSliceRows;

  async function found(path: string, options?: CallOptions): Promise<{ names: string[]; capped: boolean }> {
    const page = await wire.html(path, options);
    const names = readLinkedNames(page, site.rootPath, 'sample_series');
    const capped = names.length >= siteLimits.searchCap || saysTooMany(page) || !isWholePage(page);
    return { names: names.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })), capped };
  }

  /** Names of the rows from `first`; `last` is true if there are no more. */
  async function slice(
    name: string,
    first: number,
    options?: CallOptions,
  ): Promise<{ names: string[]; last: boolean }> {
    const rows = sliceRows;
    const path = memberSlicePath(name, first, first + rows - 1);
    try {
      const names = parseExportedNames(await wire.json(path, options), wire.placeOf(path));
      return { names, last: names.length < rows };
    } catch (error) {
      if (isEmptyTable(error)) return { names: [], last: true };
      if (!isTooLong(error) || rows <= fewestSliceRows) throw error;
      sliceRows = Math.min(sliceRows, Math.floor(rows / 2));
      return slice(name, first, options);
    }
  }

  async function memberNames(name: string, options?: CallOptions): Promise<string[]> {
    const names: string[] = [];
    for (;;) {
      const next = await slice(name, names.length + 1, options);
      names.push(...next.names);
      if (next.last) return names;
    }
  }

  async function withKeys(names: string[], options?: CallOptions): Promise<SeriesMember[]> {
    const ids = await keys.samples(names, options);
    return Promise.all(
      names.map(async (name) => {
        const id = ids.get(name);
        // Names with a comma cannot be asked for; aliases are no names.
        return typeof id === 'number' ? { id, name } : { id: (await samples.get(name, options)).id, name };
      }),
    );
  }

  async function get(name: string, options?: CallOptions): Promise<SampleSeries> {
    try {
      return { name, members: await withKeys(await memberNames(name, options), options) };
    } catch (error) {
      if (!isAppError(error, 'forbidden')) throw error;
      throw new AppError('forbidden', `You may not see series “${name}” of ${site.name}, or not all of its samples.`, {
        remedy: 'Ask its responsible person or an administrator of JuliaBase for the permission.',
        source: site.name,
        details: { series: name },
        cause: error,
      });
    }
  }

  async function hasMember(seriesName: string, sampleName: string, options?: CallOptions): Promise<boolean> {
    try {
      return (await memberNames(seriesName, options)).includes(sampleName);
    } catch (error) {
      // Whoever may not see all members cannot be told; the series is then not named.
      if (isAppError(error, 'forbidden')) return false;
      throw error;
    }
  }

  return {
    list: (filter = {}, options) => found(seriesSearchPath(filter), options),
    get,
    async ofSample(name, options) {
      const { names } = await found(seriesOfSamplePath(name), options);
      if (names.length === 0) return [];
      // The search also finds series of samples whose name merely contains this one.
      const { total, capped } = await samples.search({ namePattern: name, limit: 1 }, options);
      if (total === 1 && !capped) return names;
      const members = await Promise.all(names.map((seriesName) => hasMember(seriesName, name, options)));
      return names.filter((_, index) => members[index] === true);
    },
    async results(name, options) {
      const [member] = await memberNames(name, options);
      if (member === undefined) return [];
      // The data sheet of any member shows all Results of its series.
      const [sample, inherited] = await Promise.all([
        samples.get(member, options),
        samples.seriesResults(member, options),
      ]);
      const all = [...sample.processes.filter(isResult), ...inherited].filter(({ seriesNames }) =>
        seriesNames.includes(name),
      );
      const once = new Map<number, Result>(all.map((result) => [result.id, result]));
      return [...once.values()].sort(
        (left, right) => Date.parse(left.timestampUtc) - Date.parse(right.timestampUtc) || left.id - right.id,
      );
    },
  };
}

/** A table without rows is answered with a page. */
function isEmptyTable(error: unknown): boolean {
  return isAppError(error, 'unsupported') || (error instanceof JuliaBaseError && error.juliaBaseCode === 1);
}

function isTooLong(error: unknown): boolean {
  return isAppError(error) && (error.details?.status === 400 || error.details?.status === 414);
}
