import { type Call, json, type Reply } from '../exchange.ts';
import { bindQuery } from '../recordset/query.ts';
import { splitSubsets } from '../recordset/subsets.ts';
import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';

/** `drms_parserecset`: what the server makes of a specification. */
export function parseRecordSet({ parameters }: Call, catalog: Catalog): Reply {
  const spec = parameters.get('spec') ?? '';
  try {
    const subsets = splitSubsets(spec).map((subset) => ({ ...subset, query: bindQuery(subset, catalog) }));
    return json({
      spec,
      atfile: 0,
      hasfilts: subsets.some(({ filters }) => filters.length > 0) ? 1 : 0,
      nsubsets: subsets.length,
      subsets: subsets.map(({ series, filters, segments, query }) => ({
        spec,
        settype: 'drms',
        seriesname: query.series.name,
        seriesns: series.split('.')[0] ?? '',
        seriestab: series.replace(/^[^.]*\./, ''),
        filter: filters.length === 0 ? null : filters.map((filter) => `[${filter}]`).join(''),
        segments: segments === undefined ? null : `{${segments.join(',')}}`,
        autobang: query.allVersions ? 1 : 0,
      })),
      errMsg: null,
    });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return json({ spec, atfile: 0, hasfilts: 0, nsubsets: 0, subsets: [], errMsg: error.message });
  }
}
