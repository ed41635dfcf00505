import { basename } from 'node:path';
import type { DataFile } from '../collections/write-folder.ts';
import { AppError } from '../contract/app-error.ts';
import type { BytesAnswer, BytesInput, BytesName } from '../contract/bytes.ts';
import type { Stamped } from '../contract/common.ts';
import type { Handlers } from '../contract/contract.ts';
import type { ConductivityFigure } from '../contract/figures.ts';
import type { FitsOrigin } from '../contract/fits.ts';
import type { CollectionThing } from '../domain/collections/things.ts';
import { plainDetails } from '../domain/figure-details.ts';
import type { FigureLook } from '../domain/figure-look.ts';
import { bytesOfFile } from './bytes-of-file.ts';

export interface DataSources {
  /** What the windows ask too; kept answers count. */
  handlers(): Handlers;
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
}

type Of<K extends CollectionThing['kind']> = Extract<CollectionThing, { kind: K }>;
type Files = AsyncGenerator<DataFile, void, void>;

const encoder = new TextEncoder();

/** Of a figure that nobody has looked at. */
const usualLook: FigureLook = {
  ...{ view: 'arrhenius', yScale: 'log', showFit: true, fitRange: null, hidden: [], details: plainDetails },
};

/** What things hold, as files for an export. */
export class CollectionData {
  private readonly sources: DataSources;

  constructor(sources: DataSources) {
    this.sources = sources;
  }

  /** Rejects with AppError where a server or a file cannot be had; what came before stands. */
  files(thing: CollectionThing, signal: AbortSignal): Files {
    switch (thing.kind) {
      case 'sample':
      case 'series':
        return this.named(thing, signal);
      case 'result':
        return this.result(thing, signal);
      case 'figure':
        return this.figure(thing, signal);
      case 'mining':
        return this.mining(thing, signal);
      case 'drms-series':
        return this.solarSeries(thing, signal);
      case 'records':
      case 'record':
        return this.records(thing, signal);
      case 'table':
        return this.table(thing.tableId, signal);
      case 'sql':
        return this.sqlAnswer(thing, signal);
      case 'openbis-collection':
      case 'openbis-object':
        return this.openbisThing(thing, signal);
      case 'openbis-data-set':
        return this.dataSet(thing, signal);
      case 'openbis-file':
        return this.dataSetFile(thing, signal);
      case 'fits-file':
        return this.fits({ kind: 'file', path: thing.path }, signal);
      case 'fits-segment':
        return this.fits({ ...thing, kind: 'segment' }, signal);
      default:
        return thing satisfies never;
    }
  }

  private async *named({ kind, connectionId, name }: Of<'sample' | 'series'>, signal: AbortSignal): Files {
    const call = this.sources.handlers();
    const input = { connectionId, name, refresh: false };
    if (kind === 'sample')
      yield jsonFile(
        'sample',
        'Facts, processes and results of the sample',
        await call['juliabase.sample.get'](input, { signal }),
      );
    else
      yield jsonFile(
        'series',
        'Members and results of the sample series',
        await call['juliabase.series.get'](input, { signal }),
      );
  }

  private async *result({ connectionId, id }: Of<'result'>, signal: AbortSignal): Files {
    const answer = await this.sources
      .handlers()
      ['juliabase.result.get']({ connectionId, id, refresh: false }, { signal });
    yield jsonFile('result', 'The result with its table of values', answer);
    if (answer.value.imageType === 'none') return;
    const image = await this.bytes('result-image', { connectionId, resultId: id }, signal);
    yield byteFile(image, 'Image of the result', answer.asOfUtc);
  }

  private async *figure({ connectionId, of, name, look = usualLook }: Of<'figure'>, signal: AbortSignal): Files {
    const call = this.sources.handlers();
    const { fitRange, hidden, ...drawn } = look;
    const events =
      of === 'series'
        ? call['figures.conductivity.load']({ connectionId, seriesName: name, fitRange, refresh: false }, { signal })
        : call['figures.conductivity.sample']({ connectionId, sampleName: name, fitRange }, { signal });
    let figure: ConductivityFigure | undefined;
    for await (const event of events) if (event.kind === 'ready') figure = event.figure;
    if (figure === undefined) throw new AppError('internal', `The figure of ${name} ended without an answer.`);
    const { figureId, asOfUtc } = figure;
    try {
      yield jsonFile('figure', 'Curves of the figure with their fits and files', { value: figure, asOfUtc });
      const curves = figure.curves.filter(({ points }) => points > 0).map(({ sampleName }) => sampleName);
      const samples = curves.filter((sampleName) => !hidden.includes(sampleName));
      const spec = { figureId, ...drawn, fitRange: figure.fitRange, samples };
      for (const format of ['png', 'svg'] as const)
        yield byteFile(await this.bytes('figure-image', { spec, format }, signal), 'The figure', asOfUtc);
      for (const curve of figure.curves) yield* rawFile(curve, asOfUtc, signal);
    } finally {
      await call['figures.release']({ figureId }, { signal });
    }
  }

  private async *mining({ connectionId, of, name }: Of<'mining'>, signal: AbortSignal): Files {
    const source = of === 'search' ? { kind: of, text: name } : { kind: of, name };
    const { table } = await this.sources.handlers()['mining.table.find']({ connectionId, source }, { signal });
    if (table === null)
      throw new AppError(
        'not-found',
        `No mining table of ${name} is kept on this computer; make it again to export it.`,
      );
    const { draft, asOfUtc, problems } = table;
    yield jsonFile('mining', 'What the table is made from', { value: { draft, problems }, asOfUtc });
    yield* this.table(table.table.tableId, signal);
  }

  private async *solarSeries({ serverId, name }: Of<'drms-series'>, signal: AbortSignal): Files {
    const input = { serverId, series: name, refresh: false };
    const answer = await this.sources.handlers()['drms.series.info'](input, { signal });
    yield jsonFile('series', 'Keywords, segments and links of the data series', answer);
  }

  /** Records that were never asked for are a text alone; an export asks for none. */
  private async *records({ serverId, recordSet }: Of<'records' | 'record'>, signal: AbortSignal): Files {
    yield {
      ...{ name: 'record-set.txt', mediaType: 'text/plain', about: 'The record set as DRMS reads it', asOfUtc: null },
      bytes: encoder.encode(`${recordSet}\n`),
    };
    const tables = await this.sources.handlers()['columns.tables.list']({}, { signal });
    const kept = tables.find((table) => table.serverId === serverId && table.recordSet === recordSet);
    if (kept !== undefined) yield* this.table(kept.tableId, signal);
  }

  private async *table(tableId: string, signal: AbortSignal): Files {
    const table = await this.sources.handlers()['drms.table.describe']({ tableId }, { signal });
    yield jsonFile('table', 'Columns of the table with their units', { value: table, asOfUtc: table.asOfUtc });
    for (const format of ['csv', 'parquet'] as const) {
      const file = await this.bytes('table-file', { tableId, format }, signal);
      yield { ...byteFile(file, 'All rows of the table', table.asOfUtc), name: `table.${format}` };
    }
  }

  private async *sqlAnswer({ statement }: Of<'sql'>, signal: AbortSignal): Files {
    yield {
      ...{ name: 'statement.sql', mediaType: 'application/sql', about: 'The statement', asOfUtc: null },
      bytes: encoder.encode(`${statement}\n`),
    };
    for (const format of ['csv', 'parquet'] as const) {
      const { contentType, bytes } = await this.bytes('sql-file', { statement, format }, signal);
      const about = 'All rows of its answer, asked again for this export';
      yield { name: `answer.${format}`, mediaType: contentType, about, asOfUtc: null, bytes };
    }
  }

  private async *openbisThing(
    { kind, connectionId, reference }: Of<'openbis-collection' | 'openbis-object'>,
    signal: AbortSignal,
  ): Files {
    const call = this.sources.handlers();
    const input = { connectionId, reference, refresh: false };
    if (kind === 'openbis-object')
      yield jsonFile('object', 'The object with its properties', await call['openbis.objects.get'](input, { signal }));
    else
      yield jsonFile(
        'collection',
        'The collection with its properties',
        await call['openbis.collections.get'](input, { signal }),
      );
  }

  private async *dataSet({ connectionId, permId }: Of<'openbis-data-set'>, signal: AbortSignal): Files {
    const call = this.sources.handlers();
    const input = { connectionId, permId, refresh: false };
    yield jsonFile(
      'data-set',
      'The dataset with its properties',
      await call['openbis.data-sets.get'](input, { signal }),
    );
    yield jsonFile(
      'files',
      'Names, sizes and checksums of its files',
      await call['openbis.data-sets.files'](input, { signal }),
    );
  }

  private async *dataSetFile({ connectionId, permId, path }: Of<'openbis-file'>, signal: AbortSignal): Files {
    const input = { connectionId, permId, refresh: false };
    const answer = await this.sources.handlers()['openbis.data-sets.get'](input, { signal });
    yield jsonFile('data-set', 'The dataset with its properties', answer);
    const file = await this.bytes('openbis-file', { connectionId, permId, path }, signal);
    yield byteFile(file, 'The file as it is stored', answer.asOfUtc);
  }

  private async *fits(origin: FitsOrigin, signal: AbortSignal): Files {
    for await (const event of this.sources.handlers()['fits.open'](origin, { signal })) {
      if (event.kind !== 'opened') continue;
      const { path, asOfUtc } = event.file;
      const about = { mediaType: 'application/fits', about: 'The file as it was kept', asOfUtc };
      yield { name: basename(path), ...about, bytes: bytesOfFile(path, signal) };
    }
  }

  private bytes<N extends BytesName>(name: N, input: BytesInput<N>, signal: AbortSignal): Promise<BytesAnswer> {
    return this.sources.bytes(name, JSON.stringify(input), signal);
  }
}

/** What a curve was read from, as it lies on this computer; nothing where there is no curve. */
function* rawFile(
  { sampleName, points, localFile }: ConductivityFigure['curves'][number],
  asOfUtc: string,
  signal: AbortSignal,
): Generator<DataFile, void, void> {
  if (points === 0 || localFile === null) return;
  const about = `Raw data of ${sampleName}, as measured`;
  const bytes = bytesOfFile(localFile, signal);
  yield { name: basename(localFile), mediaType: 'application/octet-stream', about, asOfUtc, bytes };
}

function jsonFile(
  name: string,
  about: string,
  { value, asOfUtc }: Pick<Stamped<unknown>, 'value' | 'asOfUtc'>,
): DataFile {
  const bytes = encoder.encode(`${JSON.stringify({ asOfUtc, ...asObject(value) }, null, 2)}\n`);
  return { name: `${name}.json`, mediaType: 'application/json', about, asOfUtc, bytes };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { value };
}

function byteFile({ fileName, contentType, bytes }: BytesAnswer, about: string, asOfUtc: string): DataFile {
  return { name: fileName, mediaType: contentType, about, asOfUtc, bytes };
}
