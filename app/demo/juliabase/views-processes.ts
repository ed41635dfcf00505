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
import { type FieldValue, type Process, type ProcessClass, processClasses } from './model.ts';
import { processJson } from './present.ts';
import { integer, selectableSamples, viewsProcess } from './rights.ts';

function show(exchange: Exchange, process: Process | undefined): Reply {
  if (process === undefined || !(process.className in processClasses))
    throw notFound('No PhysicalProcess matches the given query.');
  if (!viewsProcess(exchange, process))
    throw new PermissionDenied(
      'You are not allowed to view the process because you are not allowed to see its samples.',
    );
  return exchange.json
    ? json(processJson(exchange.lab, process))
    : page(`Process ${process.id}`, `<h2 id="process-heading-${process.id}">Process</h2>`);
}

export function showProcess(exchange: Exchange, id: string): Reply {
  return show(
    exchange,
    exchange.lab.processes.find((process) => process.id === integer(id)),
  );
}

export function classOfUrl(url: string): [string, ProcessClass] | undefined {
  return Object.entries(processClasses).find(([, one]) => one.url === url);
}

function findByKey({ lab }: Exchange, [className, kind]: [string, ProcessClass], key: string): Process | undefined {
  return lab.processes.find(
    (process) =>
      process.className === className && String(kind.key === null ? process.id : process.fields[kind.key]) === key,
  );
}

export function showProcessByKey(exchange: Exchange, named: [string, ProcessClass], key: string): Reply {
  return show(exchange, findByKey(exchange, named, key));
}

/** Class-based forms check the permission before the login: no redirect. */
export function requireFormPermission(
  signedIn: boolean,
  permissions: readonly string[],
  isAdmin: boolean,
  kind: ProcessClass,
): void {
  if (kind.permission === null) {
    if (!signedIn)
      throw new ViewError(500, 0, "AttributeError: 'AnonymousUser' object has no attribute 'jb_user_details'");
    return;
  }
  if (!signedIn || !(isAdmin || permissions.includes(kind.permission)))
    throw new PermissionDenied(`You are not allowed to add ${kind.verbose} processes.`);
}

const commonFields = new Set([
  'combined_operator',
  'operator',
  'external_operator',
  'timestamp',
  'timestamp_inaccuracy',
  'comments',
  'finished',
  'sample',
  'sample_list',
  'remove_from_my_samples',
  'edit_description-description',
  'edit_description-important',
  'csrfmiddlewaretoken',
]);

export function addProcess(exchange: Exchange, [className, kind]: [string, ProcessClass]): Reply {
  if (exchange.method !== 'POST') return page(`Add ${kind.verbose}`, '<form method="post"></form>');
  const { lab, nowMs, query } = exchange;
  const preset = lab.samples.find((sample) => sample.name === lastOf(query, 'sample'));
  const selectable = new Set([...selectableSamples(exchange), ...(preset === undefined ? [] : [preset.id])]);
  const form = readForm(exchange, [className, kind], null, selectable);
  const id = lab.nextProcessId++;
  lab.processes.push({ id, className, ...form.values, lastModifiedMs: nowMs });
  for (const sample of lab.samples) if (form.samples.includes(sample.id)) sample.processIds.push(id);
  if (lastOf(exchange.form, 'remove_from_my_samples') === 'on')
    exchange.user.mySamples = exchange.user.mySamples.filter((one) => !form.samples.includes(one));
  return json(id, true);
}

export function editProcess(exchange: Exchange, named: [string, ProcessClass], key: string): Reply {
  const process = findByKey(exchange, named, key);
  // An unknown key is not looked for properly by the real view.
  if (process === undefined) throw new ViewError(500, 0, 'DoesNotExist');
  if (!exchange.user.isAdmin && process.operator !== exchange.user.id)
    throw new PermissionDenied('You are not allowed to edit the process.');
  if (exchange.method !== 'POST') return page(`Edit ${named[1].verbose}`, '<form method="post"></form>');
  const present = exchange.lab.samples
    .filter((sample) => sample.processIds.includes(process.id))
    .map((sample) => sample.id);
  const form = readForm(exchange, named, process, new Set([...selectableSamples(exchange), ...present]));
  Object.assign(process, form.values, { lastModifiedMs: exchange.nowMs });
  return json(process.id, true);
}

interface ProcessForm {
  values: Pick<Process, 'timestampMs' | 'inaccuracy' | 'operator' | 'externalOperator' | 'comments' | 'fields'>;
  samples: number[];
}

function readForm(
  exchange: Exchange,
  [className, kind]: [string, ProcessClass],
  previous: Process | null,
  selectable: ReadonlySet<number>,
): ProcessForm {
  const { form, lab } = exchange;
  const reader = new FormReader(exchange);
  const { operator, externalOperator } = reader.operator(previous);
  const { timestampMs, inaccuracy } = reader.timestamp();
  const comments = reader.markdown('comments', 'Comments', false);
  const samples = reader.samples(
    kind.multi ? 'sample_list' : 'sample',
    kind.multi ? 'Sample list' : 'Sample',
    selectable,
  );
  if (samples.length === 0 && previous === null)
    reader.fail(kind.multi ? 'Sample list' : 'Sample', 'This field is required.');
  if (previous !== null) reader.editDescription();
  const own = ownFields(form, kind);
  if (kind.key !== null)
    checkKey(reader, kind.key, own[kind.key], previous, (key) =>
      lab.processes.some(
        (process) => process.className === className && process !== previous && process.fields[kind.key ?? ''] === key,
      ),
    );
  if (className === 'FiveChamberDeposition' && !Object.keys(own).some((name) => name.startsWith('layer ')))
    reader.fail('', 'No layers given.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  return {
    samples,
    values: { timestampMs, inaccuracy, operator, externalOperator, comments, fields: { ...previous?.fields, ...own } },
  };
}

function checkKey(
  reader: FormReader,
  name: string,
  value: FieldValue | undefined,
  previous: Process | null,
  isTaken: (key: FieldValue) => boolean,
): void {
  if (value === undefined || value === '') reader.fail(name, 'This field is required.');
  else if (previous !== null && previous.fields[name] !== value) reader.fail(name, 'The number must not be changed.');
  else if (isTaken(value)) reader.fail(name, `A process with this ${name} exists already.`);
}

/** Own fields of the class; `{i}-name` fields become layers. Numbers become numbers, as the columns of the real tables are typed. */
function ownFields(form: readonly [string, string][], kind: ProcessClass): Record<string, FieldValue> {
  const own: Record<string, FieldValue> = {};
  for (const [name, text] of form) {
    if (commonFields.has(name)) continue;
    const layer = /^(\d+)-(.+)$/.exec(name);
    if (layer === null) own[name] = typed(text);
    else {
      const number = all(form, `${layer[1]}-number`)[0] ?? String(Number(layer[1]) + 1);
      const key = `layer ${number}`;
      const present = own[key];
      own[key] = {
        ...(typeof present === 'object' && present !== null && !Array.isArray(present) ? present : {}),
        [layer[2] ?? '']: typed(text),
      };
    }
  }
  // Deposition numbers look like texts even where they are digits only.
  if (kind.key !== null && kind.url.endsWith('depositions')) own[kind.key] = lastOf(form, kind.key) ?? '';
  return own;
}

function typed(text: string): FieldValue {
  if (text === 'on') return true;
  return /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text.trim()) ? Number(text) : text;
}
