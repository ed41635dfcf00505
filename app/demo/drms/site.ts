import { Addresses } from './cgi/addresses.ts';
import { jsocInfo } from './cgi/jsoc-info.ts';
import { parseRecordSet } from './cgi/parse-recset.ts';
import { RunningQueries } from './cgi/running-queries.ts';
import { showExtSeries, showSeries } from './cgi/show-series.ts';
import type { Call, Reply } from './exchange.ts';
import { Catalog } from './series/catalog.ts';

type Program = (call: Call) => Reply;

/** What answers which address. */
export class Site {
  readonly addresses = new Addresses();
  readonly queries = new RunningQueries();
  readonly catalog: Catalog;
  private readonly programs: ReadonlyMap<string, Program>;

  constructor(imageSizes: Readonly<Record<string, number>>) {
    this.catalog = new Catalog(imageSizes);
    const { catalog, addresses, queries } = this;
    this.programs = new Map<string, Program>([
      ['cgi-bin/ajax/show_series', (call) => showSeries(call, catalog)],
      ['cgi-bin/ajax/showextseries', (call) => showExtSeries(call, catalog)],
      ['cgi-bin/ajax/jsoc_info', (call) => queries.answerIfKilled(call) ?? jsocInfo(call, catalog)],
      ['cgi-bin/ajax/checkAddress.sh', (call) => addresses.check(call)],
      ['cgi-bin/ajax/jsoc_WebRequestID', () => queries.newHandle()],
      ['cgi-bin/ajax/jsoc_userkill', (call) => queries.kill(call)],
      ['cgi-bin/drms_parserecset', (call) => parseRecordSet(call, catalog)],
    ]);
  }

  answer(path: string, call: Call): Reply {
    const program = this.programs.get(path);
    return program === undefined ? notFound : program(call);
  }
}

const notFound: Reply = {
  status: 404,
  contentType: 'text/html',
  body: '<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>',
};
