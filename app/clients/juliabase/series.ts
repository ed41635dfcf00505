import { AppError, isAppError } from '../../contract/app-error.ts';
import { isResult, type Result, type SampleSeries, type SeriesMember } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys, SeriesArea } from './api.ts';
import { doubleQuote } from './double-quote.ts';
import { isWholePage, readLinkedNames, saysTooMany } from './html-pages.ts';
import { parseExportedNames } from './parse.ts';
import { seriesOfSamplePath, seriesSearchPath } from './requests.ts';
import type { SamplesReading } from './samples.ts';
import type { SeriesChanges } from './series-changes-api.ts';
import { siteLimits } from './site.ts';
import type { TableSlices } from './table-slices.ts';
import type { Wire } from './wire.ts';

export type SeriesReading = Omit<SeriesArea, keyof SeriesChanges>;

export function createSeries(
  wire: Wire,
  slices: TableSlices,
  keys: PrimaryKeys,
  samples: SamplesReading,
): SeriesReading {
  const { site } = wire;
  async function found(path: string, options?: CallOptions): Promise<{ names: string[]; capped: boolean }> {
    const page = await wire.html(path, options);
    const names = readLinkedNames(page, site.rootPath, 'sample_series');
    const capped = names.length >= siteLimits.searchCap || saysTooMany(page) || !isWholePage(page);
    return { names: names.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })), capped };
  }

  function memberNames(name: string, options?: CallOptions): Promise<string[]> {
    const path = `sample_series/${doubleQuote(name)}/export/`;
    return slices.rows(path, { groups: ['sample'], columns: [0] }, parseExportedNames, options);
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
    async mine(options) {
      const page = await wire.html('mysampleseries/', options);
      const names = readLinkedNames(page, site.rootPath, 'sample_series').filter((name) => name !== 'add');
      return names.sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
    },
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
