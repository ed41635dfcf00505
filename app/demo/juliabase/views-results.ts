import {
  all,
  type Exchange,
  FormErrors,
  json,
  lastOf,
  notFound,
  PermissionDenied,
  page,
  type Reply,
  ViewError,
} from './exchange.ts';
import { FormReader } from './forms.ts';
import { resultPage } from './html-pages.ts';
import type { Result } from './model.ts';
import { resultJson } from './present.ts';
import { mayAttach, selectableSamples, seriesByName, viewsResult } from './rights.ts';
import { exportTable } from './table-export.ts';
import { scaledPng } from './thumbnail.ts';
import { isoUtc } from './times.ts';
import { validators } from './validators.ts';

function findResult(exchange: Exchange, id: number): Result {
  const result = exchange.lab.results.find((candidate) => candidate.id === id);
  if (result === undefined) throw notFound('No Result matches the given query.');
  if (!viewsResult(exchange, result))
    throw new PermissionDenied(
      'You are not allowed to view the result because neither are you the operator, nor are you allowed to view its samples or series.',
    );
  return result;
}

export function showResult(exchange: Exchange, id: number): Reply {
  const result = findResult(exchange, id);
  const reply = exchange.json ? json(resultJson(exchange.lab, result)) : resultPage(exchange, result);
  return { ...reply, headers: validators(exchange, result) };
}

export function resultImage(exchange: Exchange, id: number): Reply {
  const result = findResult(exchange, id);
  if (result.image === null || result.imageType === 'none') throw new ViewError(500, 0, 'NotImplementedError');
  const type = result.imageType === 'pdf' ? 'application/pdf' : `image/${result.imageType}`;
  return {
    status: 200,
    contentType: type,
    body: Buffer.from(result.image, 'base64'),
    headers: { 'content-disposition': `attachment; filename="${slug(result.title)}.${result.imageType}"` },
  };
}

/** As Django makes one of a title. */
function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^-a-z0-9_\s]/g, '');
  return plain
    .trim()
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
}

/** At most 400 px; stock Debian refuses to make one of a PDF. */
export function resultThumbnail(exchange: Exchange, id: number): Reply {
  const result = findResult(exchange, id);
  if (result.image === null || result.imageType === 'none' || result.imageType === 'pdf')
    throw new ViewError(500, 0, 'convert: attempt to perform an operation not allowed by the security policy');
  const picture = Buffer.from(result.image, 'base64');
  return { status: 200, contentType: 'image/png', body: scaledPng(picture, result.imageType) };
}

/** Two rows or more are a table; less is one row of the process with its quantities behind. */
export function exportResult(exchange: Exchange, id: number): Reply {
  const result = findResult(exchange, id);
  if (result.rows.length > 1) {
    const rows = result.rows.map((cells, index) => ({ label: `row\u00a0#${index + 1}`, cells }));
    return exportTable(exchange, {
      labelHeading: 'row',
      group: 'row',
      singleGroup: true,
      headings: result.headings,
      rows,
    });
  }
  const { lab } = exchange;
  const columns: [string, string | number | null][] = [
    ['timestamp', isoUtc(result.timestampMs)],
    ['timestamp inaccuracy', result.inaccuracy],
    ['operator', lab.users.find((user) => user.id === result.operator)?.fullName ?? ''],
    ['external operator', lab.externalOperators.find((one) => one.id === result.externalOperator)?.name ?? null],
    ['comments', result.comments],
    ['title', result.title],
    ['image type', result.imageType],
  ];
  return exportTable(exchange, {
    labelHeading: '',
    group: result.title,
    singleGroup: true,
    headings: [...columns.map(([heading]) => heading), ...result.headings],
    rows: [{ label: '', cells: [...columns.map(([, cell]) => cell), ...(result.rows[0] ?? [])] }],
  });
}

export function addResult(exchange: Exchange): Reply {
  if (exchange.method !== 'POST') return page('Add result', '<form method="post"></form>');
  const { lab, nowMs } = exchange;
  const form = readResultForm(exchange, null);
  const id = lab.nextProcessId++;
  lab.results.push({ id, ...form, lastModifiedMs: nowMs });
  return json(id, true);
}

export function editResult(exchange: Exchange, id: number): Reply {
  const result = findResult(exchange, id);
  if (!exchange.user.isAdmin && result.operator !== exchange.user.id)
    throw new PermissionDenied('You are not allowed to edit the result because you are not its operator.');
  if (exchange.method !== 'POST') return page('Edit result', '<form method="post"></form>');
  const form = readResultForm(exchange, result);
  // An image that is left out stays.
  const image = form.image === null ? { imageType: result.imageType, image: result.image } : {};
  Object.assign(result, form, image, { lastModifiedMs: exchange.nowMs });
  return json(id, true);
}

type ResultForm = Omit<Result, 'id' | 'lastModifiedMs'>;

function readResultForm(exchange: Exchange, previous: Result | null): ResultForm {
  const reader = new FormReader(exchange);
  const title = reader.text('title', 'Title', 50, true);
  const comments = reader.markdown('comments', 'Comments', true);
  const { timestampMs, inaccuracy } = reader.timestamp();
  const { operator, externalOperator } = reader.operator(previous);
  const samples = reader.samples(
    'samples',
    'Samples',
    new Set([...selectableSamples(exchange), ...presetSample(exchange, previous), ...(previous?.samples ?? [])]),
  );
  const series = readSeries(exchange, reader, previous);
  if (samples.length + series.length === 0) reader.fail('', 'You must select at least one samples/series.');
  checkRights(exchange, reader, samples, series);
  const { headings, rows, matches } = readTable(exchange, reader);
  if (previous !== null) checkEdit(exchange, reader, previous, samples, series);
  const image = readImage(exchange, reader);
  if (reader.problems.length > 0 || !matches) throw new FormErrors(reader.problems);
  const text = { title, comments, timestampMs, inaccuracy, operator, externalOperator, headings, rows };
  if (image === 'unknown') throw refuseImage(exchange, previous, text);
  return { ...text, samples, series, ...image };
}

/** The record is stored before the image is looked at: an orphan, or an edit without its links. */
function refuseImage(
  { switches, lab, nowMs }: Exchange,
  previous: Result | null,
  text: Omit<ResultForm, 'samples' | 'series' | 'image' | 'imageType'>,
): FormErrors {
  if (switches.orphanResults) {
    if (previous !== null) Object.assign(previous, text, { lastModifiedMs: nowMs });
    else {
      const id = lab.nextProcessId++;
      lab.results.push({ id, ...text, samples: [], series: [], imageType: 'none', image: null, lastModifiedMs: nowMs });
    }
  }
  const problem = 'Invalid file format. Only PDF, PNG, and JPEG are allowed.';
  return new FormErrors([['Image file', [problem]]], switches.orphanResults);
}

function presetSample({ lab, query }: Exchange, previous: Result | null): number[] {
  const name = lastOf(query, 'sample');
  if (name === undefined || previous !== null) return [];
  const sample = lab.samples.find((candidate) => candidate.name === name);
  if (sample === undefined) throw notFound(`Sample "${name}" not found.`);
  return [sample.id];
}

/** Choices: series with one of My Samples, own ones younger than 90 days, the preset one, those connected already. */
function readSeries(exchange: Exchange, reader: FormReader, previous: Result | null): string[] {
  const { form, lab, query, user, nowMs } = exchange;
  const preset = previous === null ? lastOf(query, 'sample_series') : undefined;
  if (preset !== undefined) seriesByName(exchange, preset);
  const names = all(form, 'sample_series');
  for (const name of names) {
    const series = lab.series.find((candidate) => candidate.name === name);
    const allowed =
      series !== undefined &&
      (name === preset ||
        previous?.series.includes(name) === true ||
        series.samples.some((id) => user.mySamples.includes(id)) ||
        (series.responsible === user.id && nowMs - series.timestampMs < 90 * 86_400_000));
    if (!allowed) reader.fail('Sample series', `Select a valid choice. ${name} is not one of the available choices.`);
  }
  return names;
}

function checkRights({ lab, user }: Exchange, reader: FormReader, samples: number[], series: string[]): void {
  for (const id of samples) {
    const sample = lab.samples.find((candidate) => candidate.id === id);
    if (sample !== undefined && !mayAttach(user, sample.responsible, sample.topic))
      reader.fail('Samples', `You don’t have the permission to add the result to sample ${sample.name}.`);
  }
  for (const name of series) {
    const found = lab.series.find((candidate) => candidate.name === name);
    if (found !== undefined && !mayAttach(user, found.responsible, found.topic))
      reader.fail('Sample series', `You don’t have the permission to add the result to series ${name}.`);
  }
}

function checkEdit(
  { form }: Exchange,
  reader: FormReader,
  previous: Result,
  samples: number[],
  series: string[],
): void {
  reader.editDescription();
  const grows =
    samples.some((id) => !previous.samples.includes(id)) || series.some((name) => !previous.series.includes(name));
  if (grows && lastOf(form, 'edit_description-important') !== 'on')
    reader.fail('', 'Adding samples or sample series must be marked as important.');
}

/** Columns and rows must be told twice and agree, else nothing is saved and no error is shown. */
function readTable({ form }: Exchange, reader: FormReader): { headings: string[]; rows: string[][]; matches: boolean } {
  const count = (name: string): number => {
    const text = lastOf(form, name);
    if (text === undefined || !/^\d+$/.test(text) || Number(text) > 100)
      reader.fail(name, 'Enter a whole number between 0 and 100.');
    return Number(text ?? 0);
  };
  const [columns, lines] = [count('number_of_quantities'), count('number_of_values')];
  const matches = columns === count('previous-number_of_quantities') && lines === count('previous-number_of_values');
  if (columns === 0 || lines === 0) return { headings: [], rows: [], matches };
  const cell = (name: string): string => (lastOf(form, name) ?? '').trim();
  const headings = Array.from({ length: columns }, (_, column) =>
    cell(`${column}-quantity`).replace(/\s+/g, ' ').replaceAll('&deg;', '°'),
  );
  for (const heading of headings) {
    if (heading === '' || heading.length > 50)
      reader.fail('Quantity name', heading === '' ? 'This field is required.' : 'The heading is too long.');
  }
  if (new Set(headings).size < headings.length) reader.fail('Quantity name', 'This quantity name is already used.');
  const rows = Array.from({ length: lines }, (_, row) =>
    headings.map((_heading, column) => cell(`${column}_${row}-value`)),
  );
  if (rows.flat().some((text) => text.length > 50))
    reader.fail('Value', 'Ensure this value has at most 50 characters.');
  return { headings, rows, matches };
}

/** What the first bytes say; the declared type and the extension do not matter. */
const magicBytes: readonly [Exclude<Result['imageType'], 'none'>, string][] = [
  ['png', '\u0089PNG\r\n\u001a\n'],
  ['jpeg', '\u00ff\u00d8\u00ff'],
  ['pdf', '%PDF'],
];

function readImage({ files }: Exchange, reader: FormReader): Pick<Result, 'imageType' | 'image'> | 'unknown' {
  const file = files.get('image_file');
  if (file === undefined || (file.bytes.length === 0 && file.fileName === ''))
    return { imageType: 'none', image: null };
  if (file.bytes.length === 0) {
    reader.fail('Image file', 'The submitted file is empty.');
    return { imageType: 'none', image: null };
  }
  const start = file.bytes.subarray(0, 8).toString('latin1');
  const imageType = magicBytes.find(([, magic]) => start.startsWith(magic))?.[0];
  return imageType === undefined ? 'unknown' : { imageType, image: file.bytes.toString('base64') };
}
