import type { FileBody } from '../exchange.ts';
import { bytesBody } from '../files/file-bodies.ts';
import { segmentPath } from '../files/paths.ts';
import type { StoredFiles } from '../files/stored-files.ts';
import type { Catalog } from '../series/catalog.ts';
import type { DemoRecord, Segment, Series } from '../series/model.ts';
import { knownRecord, recordName } from '../series/records.ts';
import { fileName } from './file-names.ts';
import { processedSize } from './processing.ts';
import type { ExportItem, ExportRow } from './rows.ts';
import { protocolName } from './wish.ts';

/** One line of the index; without a body there is no such file. */
export interface Product {
  record: string;
  filename: string;
  /** Files to pack or to serve; those of a directory lie below it. */
  files: { name: string; body(): FileBody }[];
}

interface Place {
  series: Series;
  record: DemoRecord;
  segment: Segment;
  number: number;
}

const partsOfDirectory = ['part1.out', 'part2.out'];

/** What a finished request delivers, in the order of its index. */
export class Products {
  private readonly catalog: Catalog;
  private readonly stored: StoredFiles;
  // A client asks for each of a thousand files.
  private readonly made = new WeakMap<ExportRow, readonly Product[]>();
  private readonly byName = new WeakMap<ExportRow, Map<string, () => FileBody>>();

  constructor(catalog: Catalog, stored: StoredFiles) {
    this.catalog = catalog;
    this.stored = stored;
  }

  of(row: ExportRow): readonly Product[] {
    const known = this.made.get(row);
    if (known !== undefined) return known;
    const products = this.make(row);
    this.made.set(row, products);
    return products;
  }

  /** A file by its name below the directory of the request. */
  file(row: ExportRow, name: string): FileBody | undefined {
    let byName = this.byName.get(row);
    if (byName === undefined) {
      byName = new Map(this.of(row).flatMap(({ files }) => files.map((file) => [file.name, file.body])));
      this.byName.set(row, byName);
    }
    return byName.get(name)?.();
  }

  private make(row: ExportRow): Product[] {
    const series = this.catalog.find(row.series);
    if (series === undefined) return [];
    const places = row.items.flatMap((item, index) => placeOf(series, item, index));
    const protocol = protocolName(row.protocol);
    if (protocol === 'fits') return this.fits(row, places);
    if (protocol === 'as-is' || protocol === 'su-as-is')
      return places.map((place, index) => this.asIs(row, place, index));
    return this.pictures(row, places, protocol);
  }

  directory(row: ExportRow): string {
    return `/SUM${row.number % 10}/D${5150 + row.number}/S00000`;
  }

  /** The last file is missing under the fault of that name. */
  private asIs(row: ExportRow, place: Place, index: number): Product {
    const { series, record, segment } = place;
    const name = `${recordName(series, record, series.name + modOf(row))}{${segment.name}}`;
    const holder = this.catalog.holder(series, record, segment);
    const isGone = row.spoilt === 'nodatafile' && index === row.items.length - 1;
    // Files on tape were brought back by the export itself.
    if (holder === undefined || holder.series.storage(holder.record) === 'lost' || isGone)
      return { record: name, filename: 'NoDataFile', files: [] };
    const filename = named(row, place, holder.segment.file);
    const wish = { series: holder.series, record: holder.record, segment: holder.segment, withKeywords: false };
    if (segment.content !== 'directory')
      return { record: name, filename, files: [{ name: filename, body: () => this.stored.file(wish) }] };
    const files = partsOfDirectory.map((inside) => ({
      name: `${filename}/${inside}`,
      body: () => this.stored.file({ ...wish, inside }),
    }));
    return { record: name, filename, files };
  }

  private fits(row: ExportRow, places: readonly Place[]): Product[] {
    if (row.spoilt === 'nofits') return [noFits];
    const wanted = places.filter(({ segment }) => segment.content !== 'text' && segment.content !== 'movie');
    const made = wanted.map((place, index): Product => {
      const { series, record, segment } = place;
      const name = recordName(series, record, series.name + modOf(row));
      const isGone = row.spoilt === 'nodatafile' && index === wanted.length - 1;
      const path = segmentPath(series, record, segment, this.catalog);
      if (isGone || path === 'BadSegLink') return { record: name, filename: 'NoDataFile', files: [] };
      const filename = named(row, place, `${segment.name}.fits`);
      const size = processedSize(row.steps, series.imageSize);
      const body = (): FileBody =>
        this.stored.file({
          ...{ series, record, segment, withKeywords: true },
          ...(size === undefined ? {} : { size }),
          ...(/\*\*NONE\*\*/.test(row.protocol) ? { compression: 'none' as const } : {}),
        });
      return { record: name, filename, files: [{ name: filename, body }] };
    });
    return places.length > 0 && made.length === 0 ? [noFits] : made;
  }

  /** Records and files are two lists pasted side by side: where a picture fails, the rest moves up. */
  private pictures(row: ExportRow, places: readonly Place[], protocol: string): Product[] {
    const kind = protocol === 'png' ? 'jpg' : protocol === 'mp4' || protocol === 'mpg' ? protocol : 'jpg';
    const isMovie = kind !== 'jpg';
    const ending = protocol === 'png' ? 'png' : 'jpg';
    const records = places.map(({ series, record }) => recordName(series, record));
    const drawn = places.filter((place, index) => this.canDraw(place) && !(row.spoilt === 'nodatafile' && index === 0));
    const frames = drawn.map((place) => {
      const name = named(row, place, `${place.segment.name}.${ending}`);
      const body = (): FileBody => this.stored.rendering(place.series, place.record, place.segment, 'jpg');
      return { name, body };
    });
    const rows = records.map((record, index): Product => {
      const frame = frames[index];
      return { record, filename: frame?.name ?? '', files: frame === undefined ? [] : [frame] };
    });
    const [first] = places;
    if (!isMovie || first === undefined) return rows;
    const name = `${first.series.name.replace(/\..*/, '')}.${kind}`;
    const body = (): FileBody => this.stored.rendering(first.series, first.record, first.segment, kind);
    return [{ record: 'movie of the following data', filename: name, files: [{ name, body }] }, ...rows];
  }

  private canDraw({ series, record, segment }: Place): boolean {
    return segmentPath(series, record, segment, this.catalog) !== 'BadSegLink';
  }

  /** Files of an export beside its products. */
  keywordList(row: ExportRow): FileBody {
    const series = this.catalog.find(row.series);
    const lines = row.items.flatMap(({ recnum }) => {
      if (series === undefined) return [];
      const record = knownRecord(series, recnum);
      return series.keywords.map((keyword) => `${keyword.name}=${keyword.print(keyword.value(record))}`);
    });
    return bytesBody(Buffer.from(`${lines.join('\n')}\n`, 'latin1'), `keywords-${row.id}`);
  }
}

const noFits: Product = {
  record: 'warning=No FITS files were exported. The requested segments hold nothing that can be written as FITS.',
  filename: '',
  files: [],
};

function placeOf(series: Series, { recnum, segment: name }: ExportItem, index: number): Place[] {
  const segment = series.segments.find((one) => one.name === name);
  return segment === undefined ? [] : [{ series, record: knownRecord(series, recnum), segment, number: index + 1 }];
}

function modOf({ steps }: ExportRow): string {
  return steps.length > 0 ? '_mod' : '';
}

/** Unknown keywords have let the request fail before. */
function named(row: ExportRow, { series, record, number }: Place, segment: string): string {
  return fileName(row.fileNames, { series, record, segment, number, mod: modOf(row) }) ?? segment;
}
