import {
  type Exchange,
  escapeHtml,
  FormErrors,
  json,
  lastOf,
  notFound,
  PermissionDenied,
  page,
  type Reply,
} from './exchange.ts';
import { FormReader } from './forms.ts';
import { type Process, processClasses, type Sample } from './model.ts';
import { requireEditor } from './rights.ts';
import { giveName, pieceNameProblem } from './sample-names.ts';
import { exportTable } from './table-export.ts';
import { isoUtc, localText } from './times.ts';
import type { NamedClass } from './views-processes.ts';
import { addPiece, addSplit } from './views-sample-changes.ts';

function depositionByNumber({ lab }: Exchange, number: string): Process {
  const found = lab.processes.find(
    (process) => process.className.endsWith('Deposition') && process.fields.number === number,
  );
  if (found === undefined) throw notFound('No Deposition matches the given query.');
  return found;
}

/** Old addresses of depositions, whatever their class. */
export function redirectDeposition(exchange: Exchange, number: string): Reply {
  const { className } = depositionByNumber(exchange, number);
  const location = `/${processClasses[className]?.url}/${encodeURIComponent(number)}`;
  return { status: 301, contentType: 'text/html', body: '', headers: { location } };
}

/** Once per deposition: every sample gets its real name, or is broken into named pieces. */
export function splitAndRename(exchange: Exchange, number: string): Reply {
  const deposition = depositionByNumber(exchange, number);
  if (deposition.fields.split_done === true) throw notFound('The samples of this deposition were split already.');
  const { lab, form, method } = exchange;
  const samples = lab.samples.filter((sample) => sample.processIds.includes(deposition.id));
  for (const sample of samples) requireEditor(exchange, sample);
  if (method !== 'POST') return page('Split and rename samples', '<form method="post"></form>');
  const reader = new FormReader(exchange);
  const location = reader.text('new_location', 'New location', 50, false);
  const indices = [...new Set(form.flatMap(([field]) => /^(\d+)-sample$/.exec(field)?.[1] ?? []))];
  for (const index of indices) {
    const sample = samples.find((one) => String(one.id) === lastOf(form, `${index}-sample`));
    const pieces = reader.number(`${index}-number_of_pieces`, 'Number of pieces', true) ?? 0;
    if (sample === undefined) reader.fail('Sample', 'Select a valid choice.');
    else if (pieces < 1 || pieces > 100) reader.fail('Number of pieces', 'Enter a whole number between 1 and 100.');
    else treat(exchange, sample, pieces, index, location);
  }
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  deposition.fields.split_done = true;
  return json(true, true);
}

function treat(exchange: Exchange, sample: Sample, pieces: number, index: string, location: string): void {
  const { form, nowMs } = exchange;
  const name = lastOf(form, `${index}-new_name`)?.trim() ?? '';
  if (name !== '' && name !== sample.name) giveName(exchange, sample, name, true);
  if (location !== '') Object.assign(sample, { currentLocation: location, lastModifiedMs: nowMs });
  if (pieces === 1) return;
  const split = addSplit(exchange, sample);
  for (let piece = 0; piece < pieces; piece++) {
    const pieceName = lastOf(form, `${index}_${piece}-new_name`)?.trim() ?? '';
    const problem = pieceNameProblem(exchange, sample, pieceName);
    if (problem !== undefined) throw new FormErrors([['New sample name', [problem]]]);
    addPiece(exchange, sample, split, pieceName, '');
  }
}

/** Depositions of one local month, newest first. */
function ofMonth({ lab, timezone }: Exchange, className: string, year: string, month: string): Process[] {
  const wanted = `${year}-${month.padStart(2, '0')}`;
  return lab.processes
    .filter((process) => process.className === className && localText(process.timestampMs, timezone).startsWith(wanted))
    .toSorted((a, b) => b.timestampMs - a.timestampMs);
}

function requireNotebook({ user }: Exchange, className: string): void {
  if (!user.isAdmin && !user.permissions.includes(`institute.view_every_${className.toLowerCase()}`))
    throw new PermissionDenied('You are not allowed to view this lab notebook.');
}

export function labNotebook(exchange: Exchange, [className, kind]: NamedClass, year: string, month: string): Reply {
  requireNotebook(exchange, className);
  const rows = ofMonth(exchange, className, year, month).map((process) => {
    const number = String(process.fields.number);
    return `<tr><td><a href="/${kind.url}/${encodeURIComponent(number)}">${escapeHtml(number)}</a></td><td>${localText(process.timestampMs, exchange.timezone)}</td><td>${escapeHtml(process.comments)}</td></tr>`;
  });
  // A month without entries leads to the list of the newest one.
  if (rows.length === 0) return newestNotebook(exchange, [className, kind]);
  return page(`Lab notebook of ${kind.verbose}s, ${year}-${month}`, `<table>${rows.join('\n')}</table>`);
}

function newestNotebook({ lab, timezone }: Exchange, [className, kind]: NamedClass): Reply {
  const times = lab.processes.filter((one) => one.className === className).map((one) => one.timestampMs);
  const [year, month] = localText(Math.max(0, ...times), timezone).split('-');
  const location = `/${kind.url}/lab_notebook/${year}/${Number(month)}`;
  return { status: 303, contentType: 'text/html', body: '', headers: { location } };
}

export function exportLabNotebook(exchange: Exchange, [className]: NamedClass, year: string, month: string): Reply {
  requireNotebook(exchange, className);
  const { lab } = exchange;
  const rows = ofMonth(exchange, className, year, month).map((process) => ({
    label: String(process.fields.number),
    cells: [
      isoUtc(process.timestampMs),
      lab.users.find((user) => user.id === process.operator)?.fullName ?? '',
      process.comments,
    ],
  }));
  const headings = ['timestamp', 'operator', 'comments'];
  return exportTable(exchange, { labelHeading: 'number', group: 'deposition', singleGroup: true, headings, rows });
}
