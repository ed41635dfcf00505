import {
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
import { processPage } from './html-pages.ts';
import { type Process, type ProcessClass, processClasses, type User } from './model.ts';
import { processJson } from './present.ts';
import { ownFieldReaders } from './process-forms.ts';
import { integer, selectableSamples, viewsProcess } from './rights.ts';
import { exportTable } from './table-export.ts';
import { validators } from './validators.ts';

export type NamedClass = [className: string, kind: ProcessClass];

/** A physical process the user may see; results, splits and deaths are none. */
export function findProcess(exchange: Exchange, id: string): Process {
  return visible(
    exchange,
    exchange.lab.processes.find((process) => process.id === integer(id)),
  );
}

function visible(exchange: Exchange, process: Process | undefined): Process {
  if (process === undefined || !(process.className in processClasses))
    throw notFound('No PhysicalProcess matches the given query.');
  if (!viewsProcess(exchange, process))
    throw new PermissionDenied(
      'You are not allowed to view the process because you are not allowed to see its samples.',
    );
  return process;
}

function show(exchange: Exchange, process: Process): Reply {
  const reply = exchange.json ? json(processJson(exchange.lab, process)) : processPage(exchange, process);
  return { ...reply, headers: validators(exchange, process) };
}

export function showProcess(exchange: Exchange, id: string): Reply {
  return show(exchange, findProcess(exchange, id));
}

export function classOfUrl(url: string): NamedClass | undefined {
  return Object.entries(processClasses).find(([, one]) => one.url === url);
}

/** What stands in the address of a process. */
export function keyOf(process: Process): string {
  const key = processClasses[process.className]?.key ?? null;
  return String(key === null ? process.id : process.fields[key]);
}

function findByKey({ lab }: Exchange, className: string, key: string): Process | undefined {
  return lab.processes.find((process) => process.className === className && keyOf(process) === key);
}

export function showProcessByKey(exchange: Exchange, [className]: NamedClass, key: string): Reply {
  return show(exchange, visible(exchange, findByKey(exchange, className, key)));
}

/** Class-based forms check the permission before the login: no redirect. */
export function requireFormPermission(user: User | undefined, kind: ProcessClass, action: 'add' | 'edit'): void {
  if (kind.permission === null) {
    if (user === undefined)
      throw new ViewError(500, 0, "AttributeError: 'AnonymousUser' object has no attribute 'jb_user_details'");
    return;
  }
  const codes = action === 'add' ? [kind.permission] : [kind.permission, changePermission(kind)];
  if (user === undefined || !(user.isAdmin || codes.some((code) => user.permissions.includes(code ?? ''))))
    throw new PermissionDenied(`You are not allowed to ${action} ${kind.verbose} processes.`);
}

function changePermission(kind: ProcessClass): string | undefined {
  return kind.permission?.replace('.add_', '.change_');
}

function mayEdit(user: User, process: Process): boolean {
  const kind = processClasses[process.className];
  if (user.isAdmin) return true;
  if (kind === undefined || kind.permission === null) return process.operator === user.id;
  if (user.permissions.includes(changePermission(kind) ?? '')) return true;
  return process.operator === user.id && user.permissions.includes(kind.permission);
}

export function addProcess(exchange: Exchange, named: NamedClass): Reply {
  const [className, kind] = named;
  if (exchange.method !== 'POST') return page(`Add ${kind.verbose}`, '<form method="post"></form>');
  const { lab, nowMs, query, user } = exchange;
  const preset = lab.samples.find((sample) => sample.name === lastOf(query, 'sample'));
  const selectable = new Set([...selectableSamples(exchange), ...(preset === undefined ? [] : [preset.id])]);
  const form = readForm(exchange, named, null, selectable);
  const id = lab.nextProcessId++;
  lab.processes.push({ id, className, ...form.values, lastModifiedMs: nowMs });
  link(exchange, id, form.samples);
  if (lastOf(exchange.form, 'remove_from_my_samples') === 'on')
    user.mySamples = user.mySamples.filter((one) => !form.samples.includes(one));
  return json(id, true);
}

export function editProcess(exchange: Exchange, named: NamedClass, key: string): Reply {
  const [className, kind] = named;
  const process = findByKey(exchange, className, key);
  // An unknown key is not looked for properly by the real view.
  if (process === undefined) throw new ViewError(500, 0, 'DoesNotExist');
  if (!mayEdit(exchange.user, process)) throw new PermissionDenied('You are not allowed to edit the process.');
  if (exchange.method !== 'POST') return page(`Edit ${kind.verbose}`, '<form method="post"></form>');
  const present = exchange.lab.samples.filter((sample) => sample.processIds.includes(process.id));
  const selectable = new Set([...selectableSamples(exchange), ...present.map((sample) => sample.id)]);
  const form = readForm(exchange, named, process, selectable);
  Object.assign(process, form.values, { lastModifiedMs: exchange.nowMs });
  // All of them are finished, and the samples of a finished deposition are fixed.
  if (!className.endsWith('Deposition')) link(exchange, process.id, form.samples);
  return json(process.id, true);
}

function link({ lab }: Exchange, processId: number, samples: readonly number[]): void {
  for (const sample of lab.samples) {
    const others = sample.processIds.filter((id) => id !== processId);
    if (samples.includes(sample.id)) sample.processIds = [...others, processId];
    else if (others.length < sample.processIds.length) sample.processIds = others;
  }
}

interface ProcessForm {
  values: Pick<Process, 'timestampMs' | 'inaccuracy' | 'operator' | 'externalOperator' | 'comments' | 'fields'>;
  samples: number[];
}

function readForm(
  exchange: Exchange,
  [className, kind]: NamedClass,
  previous: Process | null,
  selectable: ReadonlySet<number>,
): ProcessForm {
  const reader = new FormReader(exchange);
  const operators = reader.operator(previous);
  const time = reader.timestamp();
  const comments = reader.markdown('comments', 'Comments', false);
  const [name, label] = kind.multi ? ['sample_list', 'Sample list'] : ['sample', 'Sample'];
  const isFixed = previous !== null && className.endsWith('Deposition');
  const samples = isFixed ? [] : reader.samples(name, label, selectable);
  if (!isFixed && samples.length === 0) reader.fail(label, 'This field is required.');
  if (!kind.multi && samples.length > 1) reader.fail(label, 'Select one sample only.');
  checkLife(exchange, reader, label, samples, time.timestampMs);
  if (className === 'Substrate') checkSubstrate(exchange, reader, samples, previous);
  if (previous !== null) reader.editDescription();
  let part = 0;
  const nextPartId = (): number => 100_000 + exchange.lab.nextProcessId * 100 + part++;
  const fields =
    ownFieldReaders[className]?.({ exchange, reader, previous, timestampMs: time.timestampMs, nextPartId }) ?? {};
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  return { samples, values: { ...time, ...operators, comments, fields } };
}

function checkLife(
  { lab }: Exchange,
  reader: FormReader,
  label: string,
  samples: readonly number[],
  timestampMs: number,
): void {
  for (const sample of lab.samples.filter((candidate) => samples.includes(candidate.id))) {
    const died = lab.processes.some(
      (process) =>
        process.className === 'death' && process.timestampMs <= timestampMs && sample.processIds.includes(process.id),
    );
    if (died) reader.fail(label, `The sample ${sample.name} is already dead at this time.`);
  }
}

function checkSubstrate(
  { lab }: Exchange,
  reader: FormReader,
  samples: readonly number[],
  previous: Process | null,
): void {
  for (const sample of lab.samples.filter((candidate) => samples.includes(candidate.id))) {
    const hasOne = lab.processes.some(
      (process) => process !== previous && process.className === 'Substrate' && sample.processIds.includes(process.id),
    );
    if (hasOne) reader.fail('Sample list', `The sample ${sample.name} has already a substrate.`);
  }
}

const hourMs = 3_600_000;

export function deleteProcess(exchange: Exchange, id: string): Reply {
  const process = findProcess(exchange, id);
  const { lab, nowMs, user, method } = exchange;
  if (!mayEdit(user, process) || nowMs - process.timestampMs > hourMs)
    throw new PermissionDenied('You are not allowed to delete the process: it is older than one hour.');
  if (method !== 'POST') return page('Delete process', '<form method="post"></form>');
  lab.processes = lab.processes.filter((one) => one !== process);
  link(exchange, process.id, []);
  return json(true, true);
}

/** The real view breaks at its last step, where the data should come. */
export function exportProcess(exchange: Exchange, id: string): Reply {
  const process = findProcess(exchange, id);
  const headings = ['timestamp', 'operator', 'comments', ...Object.keys(process.fields)];
  const verbose = processClasses[process.className]?.verbose ?? '';
  const rows = [{ label: '', cells: headings.map(() => null) }];
  const reply = exportTable(exchange, { labelHeading: '', group: verbose, singleGroup: true, headings, rows });
  if (!reply.contentType.startsWith('text/html')) throw new ViewError(500, 0, 'NameError');
  return reply;
}
