import { Addresses } from './cgi/addresses.ts';
import { jsocInfo } from './cgi/jsoc-info.ts';
import { parseRecordSet } from './cgi/parse-recset.ts';
import { RunningQueries } from './cgi/running-queries.ts';
import { showExtSeries, showSeries } from './cgi/show-series.ts';
import type { Call, FileBody, Reply } from './exchange.ts';
import { ExportDesk } from './export/desk.ts';
import { ExportFiles } from './export/export-files.ts';
import { jsocFetch } from './export/jsoc-fetch.ts';
import { manageRequest } from './export/manage-request.ts';
import { Products } from './export/products.ts';
import { RowStore } from './export/rows.ts';
import { UnitDesk } from './export/units.ts';
import { findStored } from './files/paths.ts';
import { StoredFiles } from './files/stored-files.ts';
import { Catalog } from './series/catalog.ts';
import type { Settings } from './settings.ts';

type Program = (call: Call) => Reply;

/** What answers which address. */
export class Site {
  readonly addresses = new Addresses();
  readonly queries = new RunningQueries();
  readonly catalog: Catalog;
  readonly rows: RowStore;
  private readonly files = new StoredFiles();
  private readonly exports: ExportFiles;
  private readonly programs: ReadonlyMap<string, Program>;

  constructor(settings: Settings, imageSizes: Readonly<Record<string, number>>, dataFolder: string | undefined) {
    this.catalog = new Catalog(imageSizes);
    this.rows = new RowStore(dataFolder);
    const { catalog, addresses, queries, rows } = this;
    const products = new Products(catalog, this.files);
    const desk = new ExportDesk({ catalog, addresses, settings, rows, products });
    const units = new UnitDesk(catalog, settings, rows);
    this.exports = new ExportFiles(rows, products, settings);
    this.programs = new Map<string, Program>([
      ['cgi-bin/ajax/show_series', (call) => showSeries(call, catalog)],
      ['cgi-bin/ajax/showextseries', (call) => showExtSeries(call, catalog)],
      ['cgi-bin/ajax/jsoc_info', (call) => queries.answerIfKilled(call) ?? jsocInfo(call, catalog)],
      ['cgi-bin/ajax/jsoc_fetch', (call) => jsocFetch(call, desk, units)],
      ['cgi-bin/ajax/manage-request.sh', (call) => manageRequest(call, rows, settings)],
      ['cgi-bin/ajax/checkAddress.sh', (call) => addresses.check(call)],
      ['cgi-bin/ajax/jsoc_WebRequestID', () => queries.newHandle()],
      ['cgi-bin/ajax/jsoc_userkill', (call) => queries.kill(call)],
      ['cgi-bin/drms_parserecset', (call) => parseRecordSet(call, catalog)],
    ]);
  }

  answer(path: string, call: Call): Reply {
    const program = this.programs.get(path);
    return program === undefined ? this.file(`/${path}`, call) : program(call);
  }

  private file(path: string, { nowMs }: Call): Reply {
    const body = this.exports.find(path, nowMs) ?? this.stored(path);
    return body === undefined ? notFound : { status: 200, contentType: contentTypeOf(path), body };
  }

  private stored(path: string): FileBody | undefined {
    const found = findStored(path, this.catalog);
    return found && this.files.file({ ...found, withKeywords: false });
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  fits: 'application/fits',
  jpg: 'image/jpeg',
  mp4: 'video/mp4',
  mpg: 'video/mpeg',
  tar: 'application/x-tar',
  txt: 'text/plain',
};

function contentTypeOf(path: string): string {
  return contentTypes[path.replace(/^.*\./s, '')] ?? 'application/octet-stream';
}

const notFound: Reply = {
  status: 404,
  contentType: 'text/html',
  body: '<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>',
};
