import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import type { KeywordType, SeriesStructure } from '../../../app/domain/drms/series-structure.ts';

const types: readonly string[] = ['char', 'short', 'int', 'longlong', 'float', 'double', 'time', 'string', 'link'];

/** As much of a description as the record-set language needs. */
export function structureOf(info: DrmsSeriesInfo): SeriesStructure {
  const { interval } = info;
  return {
    name: info.name,
    primekeys: info.primekeys,
    keywords: info.keywords.map(({ name, type, recscope, defval, units, note }) => ({
      name,
      // A type that nobody knows reads like text.
      type: (types.includes(type) ? type : 'string') as KeywordType,
      recscope,
      defval,
      units,
      note,
    })),
    segments: info.segments.map(({ name, note, protocol }) => ({ name, note, protocol: protocol ?? '' })),
    interval:
      interval?.firstRecord == null || interval.lastRecord === null
        ? null
        : { firstRecord: interval.firstRecord, lastRecord: interval.lastRecord, maxRecnum: interval.maxRecnum },
  };
}
