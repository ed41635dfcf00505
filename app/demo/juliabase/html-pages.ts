import { doubleQuote, type Exchange, escapeHtml, page, type Reply } from './exchange.ts';
import { type FieldValue, type Process, processClasses, type Result, type Sample, type Series } from './model.ts';
import { type DataSheetEntry, isResult, processJson, shortName } from './present.ts';
import { localText } from './times.ts';

export function sampleLink(sample: Sample): string {
  return `<a href="/samples/${doubleQuote(sample.name)}">${escapeHtml(shortName(sample.name))}</a>`;
}

export function seriesLink(series: Series, kind = ''): string {
  const attribute = kind === '' ? '' : ` class="${kind}"`;
  return `<a${attribute} href="/sample_series/${doubleQuote(series.name)}">${escapeHtml(series.name)}</a>`;
}

/** The list that clients scrape for members. */
export function sampleList(samples: readonly Sample[]): string {
  return `<ul class="sample-list">${samples.map((sample) => `<li>${sampleLink(sample)}</li>`).join('')}</ul>`;
}

function facts(rows: readonly [label: string, html: string][]): string {
  const lines = rows.map(([label, html]) => `<tr><th>${escapeHtml(label)}</th><td>${html}</td></tr>`);
  return `<table class="facts">${lines.join('\n')}</table>`;
}

function valueHtml(value: FieldValue): string {
  if (value === null) return '—';
  if (Array.isArray(value)) return value.map(valueHtml).join(', ');
  if (typeof value !== 'object') return escapeHtml(String(value));
  return fieldFacts(value);
}

const internalFields = new Set(['id', 'content_type', 'timestamp_inaccuracy', 'last_modified', 'finished', 'samples']);

/** The fields people ask for, with readable names. */
function fieldFacts(fields: Record<string, FieldValue>): string {
  const shown = Object.entries(fields).filter(
    ([name, value]) => !internalFields.has(name) && value !== '' && value !== null,
  );
  return facts(shown.map(([name, value]) => [name.replaceAll('_', ' '), valueHtml(value)]));
}

function personName({ lab }: Exchange, id: number): string {
  return escapeHtml(lab.users.find((user) => user.id === id)?.fullName ?? '');
}

function heading(exchange: Exchange, entry: Process | Result): string {
  const kind = isResult(entry)
    ? `result: ${entry.title}`
    : (processClasses[entry.className]?.verbose ?? entry.className);
  return `<h2 id="process-heading-${entry.id}">${escapeHtml(kind)}</h2><p>${localText(entry.timestampMs, exchange.timezone)}, ${personName(exchange, entry.operator)}</p>`;
}

function processBody({ lab }: Exchange, process: Process): string {
  const { timestamp, operator, ...fields } = processJson(lab, process);
  return fieldFacts(fields);
}

function resultBody({ lab }: Exchange, result: Result): string {
  const connected = [
    ...lab.samples.filter((sample) => result.samples.includes(sample.id)).map(sampleLink),
    ...lab.series.filter((series) => result.series.includes(series.name)).map((series) => seriesLink(series)),
  ].join(', ');
  const image =
    result.imageType === 'none'
      ? ''
      : `<p><a href="/results/images/${result.id}"><img src="/results/${result.imageType === 'pdf' ? 'thumbnails' : 'images'}/${result.id}" alt="${escapeHtml(result.title)}"></a></p>`;
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const table =
    result.headings.length === 0
      ? ''
      : `<table>${row(result.headings, 'th')}${result.rows.map((cells) => row(cells, 'td')).join('')}</table>`;
  return `<p class="markdown">${escapeHtml(result.comments)}</p>${image}${table}<p>${connected}</p>`;
}

function entryHtml(exchange: Exchange, entry: Process | Result): string {
  return heading(exchange, entry) + (isResult(entry) ? resultBody(exchange, entry) : processBody(exchange, entry));
}

export function resultPage(exchange: Exchange, result: Result): Reply {
  return page(result.title, entryHtml(exchange, result));
}

export function processPage(exchange: Exchange, process: Process): Reply {
  return page(`${processClasses[process.className]?.verbose ?? 'process'} ${process.id}`, entryHtml(exchange, process));
}

export function samplePage(exchange: Exchange, sample: Sample, entries: readonly DataSheetEntry[]): Reply {
  const { lab, user } = exchange;
  const table = facts([
    ['Currently responsible person', personName(exchange, sample.responsible)],
    ['Current location', escapeHtml(sample.currentLocation)],
    ['Topic', escapeHtml(lab.topics.find((topic) => topic.id === sample.topic)?.name ?? '—')],
    ['Purpose', escapeHtml(sample.purpose)],
    ['Tags', escapeHtml(sample.tags)],
  ]);
  const checked = user.mySamples.includes(sample.id) ? ' checked' : '';
  const form = `<form method="post"><label><input type="checkbox" name="${sample.id}-is_my_sample"${checked}> is amongst My Samples</label> <input type="submit" value="apply"></form>`;
  return page(
    `Sample ${shortName(sample.name)}`,
    [table, form, ...entries.map((entry) => entryHtml(exchange, entry))].join('\n'),
  );
}

export function seriesPage(exchange: Exchange, series: Series, members: readonly Sample[]): Reply {
  const { lab } = exchange;
  const table = facts([
    ['Currently responsible person', personName(exchange, series.responsible)],
    ['Topic', escapeHtml(lab.topics.find((topic) => topic.id === series.topic)?.name ?? '')],
  ]);
  const results = lab.results.filter((result) => result.series.includes(series.name));
  const body = [
    table,
    `<p class="markdown">${escapeHtml(series.description)}</p>`,
    sampleList(members),
    ...results.map((result) => entryHtml(exchange, result)),
  ];
  return page(`Sample series “${series.name}”`, body.join('\n'));
}
