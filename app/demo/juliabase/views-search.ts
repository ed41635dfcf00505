import { createHash } from 'node:crypto';
import { asciiJson, doubleQuote, type Exchange, escapeHtml, lastOf, notFound, page, type Reply } from './exchange.ts';
import { type LabState, processClasses, type Result, type Sample, type Series } from './model.ts';
import { fullyViews, knowsName, viewsProcess, viewsResult } from './rights.ts';
import { contains, inPeriod, ownFieldsFit, processFits } from './search-criteria.ts';
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
  return createHash('sha1')
    .update(`[${sorted.map(([key, value]) => `[${asciiJson(key)}, ${asciiJson(value)}]`).join(', ')}]`)
    .digest('hex');
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
    Task: () => taskHits(exchange),
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
  const withoutTopic = lastOf(query, 'topic_null');
  const fits = (sample: Sample): boolean =>
    contains(sample.name, lastOf(query, 'name')) &&
    contains(sample.purpose, lastOf(query, 'purpose')) &&
    contains(sample.tags, lastOf(query, 'tags')) &&
    contains(sample.currentLocation, lastOf(query, 'current_location')) &&
    contains(loginOf(lab, sample.responsible), lastOf(query, 'currently_responsible_person')) &&
    contains(lab.topics.find((topic) => topic.id === sample.topic)?.name ?? '', lastOf(query, 'topic_main')) &&
    (withoutTopic !== 'on' || sample.topic === null);
  return lab.samples
    .filter((sample) => knowsName(lab, user, sample) && fits(sample))
    .map((sample) => ({ path: `/samples/${doubleQuote(sample.name)}`, title: sample.name, sample }));
}

/** Every series whose topic is not confidential, whoever asks; even a superuser does not see the others. */
function seriesHits(exchange: Exchange): Hit[] {
  const { lab, query, user } = exchange;
  const containing =
    lastOf(query, '1-_model') === 'Sample' && lastOf(query, '1-_old_model') === 'Sample'
      ? lastOf(query, '1-name')
      : undefined;
  const fits = (series: Series): boolean => {
    const topic = lab.topics.find((one) => one.id === series.topic);
    if (topic?.confidential === true && !user.topics.includes(series.topic) && series.responsible !== user.id)
      return false;
    return (
      contains(series.name, lastOf(query, 'name')) &&
      contains(topic?.name ?? '', lastOf(query, 'topic')) &&
      contains(loginOf(lab, series.responsible), lastOf(query, 'currently_responsible_person')) &&
      contains(series.description, lastOf(query, 'description')) &&
      inPeriod(exchange, series.timestampMs) &&
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
    processFits(exchange, result) && contains(result.title, lastOf(query, 'title'));
  return lab.results
    .filter(
      (result) => fits(result) && (viewsResult(exchange, result) || result.samples.length + result.series.length === 0),
    )
    .map((result) => ({ path: `/results/${result.id}`, title: result.title }));
}

function taskHits({ lab, query }: Exchange): Hit[] {
  return lab.tasks
    .filter(
      (task) =>
        contains(task.comments, lastOf(query, 'comments')) &&
        contains(task.status, lastOf(query, 'status')) &&
        contains(task.priority, lastOf(query, 'priority')) &&
        contains(loginOf(lab, task.customer), lastOf(query, 'customer')),
    )
    .map((task) => ({
      path: `/tasks/${task.id}/edit/`,
      title: `task of ${new Date(task.createdMs).toISOString().slice(0, 10)}`,
    }));
}

function processHits(exchange: Exchange, className: string): Hit[] {
  const kind = processClasses[className];
  if (kind === undefined) return [];
  return exchange.lab.processes
    .filter((process) => process.className === className && viewsProcess(exchange, process))
    .filter((process) => processFits(exchange, process) && ownFieldsFit(exchange, process.fields))
    .map((process) => {
      const key = String(kind.key === null ? process.id : process.fields[kind.key]);
      return { path: `/${kind.url}/${encodeURIComponent(key)}`, title: `${kind.verbose} ${key}` };
    });
}

function loginOf(lab: LabState, id: number): string {
  return lab.users.find((user) => user.id === id)?.login ?? '';
}
