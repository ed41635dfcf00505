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
import type { Process, Sample } from './model.ts';
import { substrateMaterials } from './process-forms.ts';
import { integer, requireEditor, sampleById, selectableSamples, selectableTopic } from './rights.ts';
import { giveName, pieceNameProblem } from './sample-names.ts';

const hourMs = 3_600_000;

export function renameSample(exchange: Exchange): Reply {
  const { form, lab, method } = exchange;
  if (method !== 'POST') return page('Rename sample', '<form method="post"></form>');
  const sample = lab.samples.find((candidate) => candidate.name === lastOf(form, 'old_name')?.trim());
  if (sample === undefined) throw new FormErrors([['Old name', ['This sample name does not exist.']]]);
  requireEditor(exchange, sample);
  giveName(exchange, sample, lastOf(form, 'new_name')?.trim() ?? '', lastOf(form, 'create_alias') === 'on');
  return json(true, true);
}

/** `bulk_rename?ids=21,22` with `{pk}-name` and `{pk}-save_alias`. */
export function bulkRename(exchange: Exchange): Reply {
  const { query, form, method } = exchange;
  const ids = lastOf(query, 'ids');
  if (ids === undefined) throw new ViewError(422, 3, 'GET parameter "ids" missing.');
  const samples = ids.split(',').map((id) => sampleById(exchange, integer(id)));
  for (const sample of samples) requireEditor(exchange, sample);
  if (method !== 'POST') return page('Bulk rename', '<form method="post"></form>');
  for (const sample of samples) {
    const name = lastOf(form, `${sample.id}-name`)?.trim() ?? '';
    giveName(exchange, sample, name, lastOf(form, `${sample.id}-save_alias`) === 'on');
  }
  return json(true, true);
}

function addEvent({ lab, user, nowMs }: Exchange, className: string, fields: Process['fields']): Process {
  const process: Process = {
    id: lab.nextProcessId++,
    className,
    timestampMs: nowMs,
    inaccuracy: 0,
    operator: user.id,
    externalOperator: null,
    comments: '',
    lastModifiedMs: nowMs,
    fields,
  };
  lab.processes.push(process);
  return process;
}

export function killSample(exchange: Exchange, sample: Sample): Reply {
  requireEditor(exchange, sample);
  const { lab, form, method } = exchange;
  const own = lab.processes.filter((process) => sample.processIds.includes(process.id));
  if (own.some((process) => process.className === 'death')) throw new ViewError(404, 2, 'The sample is already dead.');
  if (method !== 'POST') return page('Kill sample', '<form method="post"></form>');
  const reason = lastOf(form, 'reason') ?? '';
  const newest = own.toSorted((a, b) => b.timestampMs - a.timestampMs || b.id - a.id)[0];
  if (!['lost', 'destroyed', 'split'].includes(reason) || (reason === 'split' && newest?.className !== 'split'))
    throw new FormErrors([['Reason', ['Select a valid choice.']]]);
  sample.processIds.push(addEvent(exchange, 'death', { reason }).id);
  return json(true, true);
}

/** Without the dummy piece at the end, which has the parent's name, nothing is saved and nothing is said. */
export function splitSample(exchange: Exchange, parent: Sample, former?: Process): Reply {
  requireEditor(exchange, parent);
  const { form, lab, method } = exchange;
  if (method !== 'POST') return page('Split sample', '<form method="post"></form>');
  const indices = form
    .flatMap(([field]) => /^(\d+)-new_name$/.exec(field)?.[1] ?? [])
    .toSorted((a, b) => Number(a) - Number(b));
  const names = indices.map((index) => lastOf(form, `${index}-new_name`)?.trim() ?? '');
  const isFinished = lastOf(form, 'finished') === 'on';
  if (!isFinished || names.length < 2 || names.at(-1) !== parent.name) throw new FormErrors([]);
  const pieces = names.slice(0, -1);
  const problems = pieces.flatMap((name): [string, string[]][] => {
    const problem = pieceNameProblem(exchange, parent, name);
    return problem === undefined ? [] : [['New sample name', [problem]]];
  });
  if (new Set(pieces).size < pieces.length) problems.push(['New sample name', ['This name occurs twice.']]);
  if (problems.length > 0) throw new FormErrors(problems);
  const split = former ?? addSplit(exchange, parent);
  const children = pieces.map((name, index) =>
    addPiece(exchange, parent, split, name, lastOf(form, `${indices[index]}-new_purpose`) ?? ''),
  );
  if (lastOf(form, 'sample_completely_split') === 'on')
    parent.processIds.push(addEvent(exchange, 'death', { reason: 'split' }).id);
  const series = lab.series.find((one) => one.name === lastOf(form, 'sample_series'));
  series?.samples.push(...children.map((child) => child.id));
  return json(Object.fromEntries(children.map((child) => [child.name, child.id])), true);
}

/** More pieces of the newest split of a sample. */
export function resplitSample(exchange: Exchange, splitId: number): Reply {
  const { lab } = exchange;
  const split = lab.processes.find((process) => process.id === splitId && process.className === 'split');
  const parent = lab.samples.find((sample) => sample.processIds.includes(splitId));
  if (split === undefined || parent === undefined) throw notFound('No SampleSplit matches the given query.');
  return splitSample(exchange, parent, split);
}

export function addSplit(exchange: Exchange, parent: Sample): Process {
  const split = addEvent(exchange, 'split', { parent: parent.name });
  parent.processIds.push(split.id);
  return split;
}

/** A piece is on the lists of all who have its parent there. */
export function addPiece(
  { lab, nowMs }: Exchange,
  parent: Sample,
  split: Process,
  name: string,
  purpose: string,
): Sample {
  const id = lab.nextSampleId++;
  const piece: Sample = {
    ...parent,
    id,
    name,
    purpose: purpose === '' ? parent.purpose : purpose,
    aliases: [],
    splitOrigin: split.id,
    processIds: [],
    lastModifiedMs: nowMs,
    hasInformalLayers: false,
    clearances: [],
  };
  lab.samples.push(piece);
  for (const user of lab.users) if (user.mySamples.includes(parent.id)) user.mySamples.push(id);
  return piece;
}

/** The other samples get the same layers. */
export function copyInformalStack(exchange: Exchange, sample: Sample): Reply {
  requireEditor(exchange, sample);
  const { lab, method, nowMs } = exchange;
  if (method !== 'POST') return page('Copy informal stack', '<form method="post"></form>');
  const reader = new FormReader(exchange);
  const ids = reader.samples('samples', 'Samples', selectableSamples(exchange));
  if (ids.length === 0) reader.fail('Samples', 'This field is required.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  for (const target of lab.samples.filter((one) => ids.includes(one.id)))
    Object.assign(target, { hasInformalLayers: sample.hasInformalLayers, lastModifiedMs: nowMs });
  return json(true, true);
}

/** Only while everything that happened to the sample alone is younger than an hour. */
export function deleteSample(exchange: Exchange, sample: Sample): Reply {
  requireEditor(exchange, sample);
  const { lab, method, nowMs } = exchange;
  const exclusive = lab.processes.filter(
    (process) =>
      sample.processIds.includes(process.id) &&
      !lab.samples.some((other) => other !== sample && other.processIds.includes(process.id)),
  );
  const isRecent = exclusive.every((process) => nowMs - process.timestampMs < hourMs);
  if (!isRecent || lab.results.some((result) => result.samples.includes(sample.id)))
    throw new PermissionDenied('You are not allowed to delete the sample because one of its processes is too old.');
  if (method !== 'POST') return page('Delete sample', '<form method="post"></form>');
  lab.processes = lab.processes.filter((process) => !exclusive.includes(process));
  lab.samples = lab.samples.filter((one) => one !== sample);
  for (const series of lab.series) series.samples = series.samples.filter((id) => id !== sample.id);
  for (const user of lab.users) user.mySamples = user.mySamples.filter((id) => id !== sample.id);
  return json(true, true);
}

/** Several samples on one substrate, with provisional names. */
export function addSamples(exchange: Exchange): Reply {
  const { form, lab, user, nowMs, method } = exchange;
  if (method !== 'POST') return page('Add samples', '<form method="post"></form>');
  const reader = new FormReader(exchange);
  const count = reader.number('number_of_samples', 'Number of samples', true) ?? 0;
  if (!Number.isInteger(count) || count < 1 || count > 100)
    reader.fail('Number of samples', 'Enter a whole number between 1 and 100.');
  const location = reader.text('current_location', 'Current location', 50, true);
  const purpose = reader.text('purpose', 'Purpose', 80, false);
  const tags = reader.text('tags', 'Tags', 255, false);
  const { timestampMs, inaccuracy } = reader.timestamp();
  const comments = reader.markdown('substrate_comments', 'Substrate comments', false);
  const originator = reader.text('substrate_originator', 'Substrate originator', 20, true);
  const contact = lab.externalOperators.find((one) => String(one.id) === originator);
  if (originator !== '<>' && contact === undefined) reader.fail('Substrate originator', 'Select a valid choice.');
  const topic = (lastOf(form, 'topic') ?? '') === '' ? null : Number(lastOf(form, 'topic'));
  if (topic !== null && !selectableTopic(exchange, topic)) reader.fail('Topic', 'Select a valid choice.');
  const material = reader.choice('substrate', 'Substrate', substrateMaterials, true);
  if (material === 'custom' && comments === '')
    reader.fail('Substrate comments', 'For a custom substrate, you must give substrate comments.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  const substrate = addEvent(exchange, 'Substrate', { material });
  Object.assign(substrate, { timestampMs, inaccuracy, comments, externalOperator: contact?.id ?? null });
  const ids = Array.from({ length: count }, () => {
    const id = lab.nextSampleId++;
    lab.samples.push({
      id,
      name: provisionalName(lab.samples),
      aliases: [],
      currentLocation: location,
      responsible: user.id,
      purpose,
      tags,
      topic,
      splitOrigin: null,
      processIds: [substrate.id],
      lastModifiedMs: nowMs,
      hasInformalLayers: false,
      clearances: [],
    });
    return id;
  });
  user.mySamples.push(...ids);
  return json(ids, true);
}

function provisionalName(samples: readonly Sample[]): string {
  const numbers = samples.flatMap((sample) => /^\*(\d{5})$/.exec(sample.name)?.[1] ?? []).map(Number);
  return `*${String(Math.max(0, ...numbers) + 1).padStart(5, '0')}`;
}
