import { aiaAndMdi } from './aia-mdi.ts';
import { hmiImages } from './hmi-images.ts';
import { hmiMaps } from './hmi-maps.ts';
import { hmiVector } from './hmi-vector.ts';
import { invented } from './invented.ts';
import type { DemoRecord, Link, Segment, Series } from './model.ts';
import { recordAt } from './records.ts';
import { type Revision, revised } from './revision.ts';

/** Storage units of different series never share a number. */
const firstUnit = 2_000_000_000;
const unitsPerSeries = 100_000_000_000_000;

/** All series of one server, found by name in any letter case. */
export class Catalog {
  series: readonly Series[];
  private byName: ReadonlyMap<string, Series>;
  private readonly original: readonly Series[];

  constructor(imageSizes: Readonly<Record<string, number>> = {}) {
    this.series = [...hmiImages, ...hmiVector, ...hmiMaps, ...aiaAndMdi, ...invented]
      .map((series) => ({ ...series, imageSize: imageSizes[series.name] ?? series.imageSize }))
      .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
    this.original = this.series;
    this.byName = namesOf(this.series);
  }

  /** In place of what an earlier revision of the series did. @throws Error for names that are not there. */
  revise(revision: Revision): void {
    const place = this.series.findIndex(({ name }) => name.toLowerCase() === revision.series.toLowerCase());
    const series = this.original[place];
    if (series === undefined) throw new Error(`There is no series "${revision.series}".`);
    this.series = this.series.with(place, revised(series, revision));
    this.byName = namesOf(this.series);
  }

  find(name: string): Series | undefined {
    return this.byName.get(name.toLowerCase());
  }

  follow(link: Link, record: DemoRecord): { series: Series; record: DemoRecord } | undefined {
    const series = this.find(link.target);
    const at = link.follow(record);
    const target = series && at && recordAt(series, at);
    return target && { series, record: target };
  }

  /** Where the files of a segment lie: with the record itself, or with the one its link points to. */
  holder(
    series: Series,
    record: DemoRecord,
    segment: Segment,
  ): { series: Series; record: DemoRecord; segment: Segment } | undefined {
    if (segment.link === undefined) return { series, record, segment };
    const link = series.links.find(({ name }) => name === segment.link);
    const target = link && this.follow(link, record);
    const same = target?.series.segments.find(({ name }) => name === segment.name);
    return target && same && { ...target, segment: same };
  }

  sunum(series: Series, record: DemoRecord): number {
    return firstUnit + this.series.indexOf(series) * unitsPerSeries + record.recnum;
  }

  ofSunum(sunum: number): { series: Series; recnum: number } | undefined {
    const series = this.series[Math.floor((sunum - firstUnit) / unitsPerSeries)];
    return series && { series, recnum: (sunum - firstUnit) % unitsPerSeries };
  }
}

function namesOf(all: readonly Series[]): Map<string, Series> {
  return new Map(all.map((series) => [series.name.toLowerCase(), series]));
}
