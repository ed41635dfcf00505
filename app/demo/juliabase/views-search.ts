import { createHash } from 'node:crypto';
import { all, doubleQuote, type Exchange, escapeHtml, lastOf, notFound, page, type Reply } from './exchange.ts';
import { processClasses, type Result, type Sample, type Series } from './model.ts';
import { fullyViews, knowsName, viewsProcess, viewsResult } from './rights.ts';
import { exportTable } from './table-export.ts';
import { sampleTable } from './views-series.ts';

const maxHits = 1000;

/** SHA-1 of what Python prints for the sorted list of criteria. */
export function searchHash(query: readonly [string, string][]): string {
  const criteria = query.filter(([key]) => key !== '_search_parameters_hash' && !key.includes('__'));
  const bytes = (text: string): Buffer => Buffer.from(text);
  const sorted = criteria.toSorted(
    ([a, x], [b, y]) => Buffer.compare(bytes(a), bytes(b)) || Buffer.compare(bytes(x), bytes(y)),
  );
  const printed = (text: string): string =>
    JSON.stringify(text).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return createHash('sha1')
    .update(`[${sorted.map(([key, value]) => `[${printed(key)}, ${printed(value)}]`).join(', ')}]`)
    .digest('hex');
}

function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}

export function advancedSearch(exchange: Exchange): Reply {
  const { query } = exchange;
  const model = lastOf(query, '_model');
  const form = `<form><select name="_model"></select><input type="hidden" name="_old_model" value="${escapeHtml(model ?? '')}"></form>`;
  // Only a choice that was confirmed is searched for.
  if (model === undefined || lastOf(query, '_old_model') !== model) return page('Advanced search', form);
  const finders: Record<string, () => Hit[]> = {
    Sample: () => sampleHits(exchange),
    SampleSeries: () => seriesHits(exchange),
    Result: () => resultHits(exchange),
  };
  const found = finders[model] ?? (model in processClasses ? () => processHits(exchange, model) : undefined);
  if (found === undefined) throw notFound(`Model class "${model}" not found.`);
  const hits = found();
  const hash = lastOf(query, '_search_parameters_hash');
  if (model === 'Sample' && hash !== undefined && hash === searchHash(query)) {
    const samples = hits.flatMap(({ sample }) =>
      sample !== undefined && fullyViews(exchange.user, sample) ? [sample] : [],
    );
    return exportTable(exchange, sampleTable(exchange, samples, ''));
  }
  const note = hits.length > maxHits ? '<p>Too many results: only the first 1000 are shown.</p>' : '';
  const items = hits.slice(0, maxHits).map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`);
  return page('Advanced search', `${form}${note}<ul>${items.join('\n')}</ul>`);
}

interface Hit {
  path: string;
  title: string;
  sample?: Sample;
}

function sampleHits({ lab, query, user }: Exchange): Hit[] {
  const topicPart = lastOf(query, 'topic_main');
  return lab.samples
    .filter((sample) => knowsName(lab, user, sample))
    .filter(
      (sample) =>
        contains(sample.name, lastOf(query, 'name')) &&
        contains(sample.purpose, lastOf(query, 'purpose')) &&
        contains(sample.tags, lastOf(query, 'tags')) &&
        contains(sample.currentLocation, lastOf(query, 'current_location')),
    )
    .filter(
      (sample) =>
        topicPart === undefined ||
        contains(lab.topics.find((topic) => topic.id === sample.topic)?.name ?? '', topicPart),
    )
    .map((sample) => ({ path: `/samples/${doubleQuote(sample.name)}`, title: sample.name, sample }));
}

/** Every series whose topic is not confidential, whoever asks; even a superuser does not see the others. */
function seriesHits({ lab, query, user }: Exchange): Hit[] {
  const containing =
    lastOf(query, '1-_model') === 'Sample' && lastOf(query, '1-_old_model') === 'Sample'
      ? lastOf(query, '1-name')
      : undefined;
  const fits = (series: Series): boolean => {
    const topic = lab.topics.find((one) => one.id === series.topic);
    if (topic?.confidential === true && !user.topics.includes(series.topic) && series.responsible !== user.id)
      return false;
    const responsible = lab.users.find((one) => one.id === series.responsible)?.login ?? '';
    return (
      contains(series.name, lastOf(query, 'name')) &&
      contains(topic?.name ?? '', lastOf(query, 'topic')) &&
      contains(responsible, lastOf(query, 'currently_responsible_person')) &&
      contains(series.description, lastOf(query, 'description')) &&
      (containing === undefined ||
        series.samples.some((id) => contains(lab.samples.find((sample) => sample.id === id)?.name ?? '', containing)))
    );
  };
  return lab.series
    .filter(fits)
    .map((series) => ({ path: `/sample_series/${doubleQuote(series.name)}`, title: series.name }));
}

function resultHits(exchange: Exchange): Hit[] {
  const { lab, query } = exchange;
  const fits = (result: Result): boolean =>
    contains(result.comments, lastOf(query, 'comments')) && contains(result.title, lastOf(query, 'title'));
  return lab.results
    .filter(
      (result) => fits(result) && (viewsResult(exchange, result) || result.samples.length + result.series.length === 0),
    )
    .map((result) => ({ path: `/results/${result.id}`, title: result.title }));
}

function processHits(exchange: Exchange, className: string): Hit[] {
  const { lab, query } = exchange;
  const kind = processClasses[className];
  const criteria = all(query, 'comments');
  return lab.processes
    .filter(
      (process) =>
        process.className === className &&
        viewsProcess(exchange, process) &&
        criteria.every((part) => contains(process.comments, part)),
    )
    .map((process) => {
      const key = kind?.key === null || kind === undefined ? process.id : process.fields[kind.key];
      return {
        path: `/${kind?.url ?? 'processes'}/${String(key)}`,
        title: `${kind?.verbose ?? className} ${String(key)}`,
      };
    });
}
