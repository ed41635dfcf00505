import { createHash } from 'node:crypto';
import {
  type Exchange,
  FormErrors,
  json,
  lastOf,
  notFound,
  PermissionDenied,
  type Reply,
  ViewError,
} from './exchange.ts';
import { FormReader } from './forms.ts';
import { processClasses } from './model.ts';
import {
  integer,
  knowsName,
  sampleById,
  seesTopic,
  selectableSamples,
  selectableTopic,
  userByLogin,
} from './rights.ts';

/** `*` or names separated by commas; undefined if the parameter is missing. */
function names(exchange: Exchange, parameter: string): '*' | string[] | undefined {
  const value = lastOf(exchange.query, parameter);
  if (value === undefined || value === '*') return value;
  return value.split(',');
}

function pick<T extends { id: number; name: string }>(
  wanted: '*' | string[],
  things: readonly T[],
): Record<string, number> {
  const fitting = wanted === '*' ? things : things.filter((thing) => wanted.includes(thing.name));
  return Object.fromEntries(fitting.map((thing) => [thing.name, thing.id]));
}

export function primaryKeys(exchange: Exchange): Reply {
  const { lab, user } = exchange;
  const answer: Record<string, unknown> = {};
  const topics = names(exchange, 'topics');
  if (topics !== undefined)
    answer.topics = pick(
      topics,
      lab.topics.filter((topic) => seesTopic(user, topic)),
    );
  const users = names(exchange, 'users');
  if (users !== undefined) {
    const visible = lab.users.filter((other) => user.isAdmin || (other.isActive && other.department !== null));
    answer.users = pick(
      users,
      visible.map((other) => ({ id: other.id, name: other.login })),
    );
  }
  const operators = names(exchange, 'external_operators');
  if (operators !== undefined) {
    answer.external_operators = pick(
      operators,
      lab.externalOperators.filter((one) => user.isAdmin || !one.confidential || one.contacts.includes(user.id)),
    );
  }
  const samples = names(exchange, 'samples');
  if (samples !== undefined) answer.samples = sampleKeys(exchange, samples);
  const depositions = names(exchange, 'depositions');
  if (depositions !== undefined && depositions !== '*') {
    answer.depositions = Object.fromEntries(
      lab.processes
        .filter(
          (process) => process.className.endsWith('Deposition') && depositions.includes(String(process.fields.number)),
        )
        .map((process) => [String(process.fields.number), process.id]),
    );
  }
  return json(answer);
}

function sampleKeys({ lab, user }: Exchange, wanted: '*' | string[]): Record<string, number | number[]> {
  const keys: Record<string, number | number[]> = {};
  if (wanted === '*') {
    for (const sample of lab.samples) if (user.mySamples.includes(sample.id)) keys[sample.name] = sample.id;
    return keys;
  }
  for (const name of wanted) {
    const exact = lab.samples.find((sample) => sample.name === name);
    if (exact !== undefined) {
      if (knowsName(lab, user, exact)) keys[name] = exact.id;
      continue;
    }
    const aliases = lab.samples.filter((sample) => sample.aliases.includes(name) && knowsName(lab, user, sample));
    // A list even if there is only one.
    if (aliases.length > 0) keys[name] = aliases.map((sample) => sample.id);
  }
  return keys;
}

export function topicsAndPermissions(exchange: Exchange, login: string): Reply {
  const wanted = userByLogin(exchange, login);
  if (wanted.id !== exchange.user.id && !exchange.user.isAdmin)
    throw new PermissionDenied('You can only query your own permissions.');
  const managed = exchange.lab.topics.filter((topic) => topic.manager === wanted.id).map((topic) => topic.id);
  const permissions = wanted.isAdmin
    ? [...wanted.permissions, ...Object.values(processClasses).flatMap((one) => one.permission ?? [])]
    : wanted.permissions;
  return json([wanted.topics, managed, permissions]);
}

export function availableItems({ lab, user }: Exchange, model: string): Reply {
  if (!user.isAdmin) throw new PermissionDenied('Only the administrator can access this resource.');
  if (model === 'Sample') return json(lab.samples.map((sample) => sample.id));
  if (model === 'Result') return json(lab.results.map((result) => result.id));
  const found = processClasses[model];
  if (found === undefined) throw notFound(`Model name "${model}" not found.`);
  const processes = lab.processes.filter((process) => process.className === model);
  return json(
    processes.map((process) => (found.key === null ? process.id : (process.fields[found.key] ?? process.id))),
  );
}

export function mySamples(exchange: Exchange, login: string): Reply {
  const wanted = userByLogin(exchange, login);
  if (wanted.id !== exchange.user.id && !exchange.user.isAdmin)
    throw new PermissionDenied('You can only see your own samples.');
  if (exchange.method === 'POST') return editMySamples(exchange);
  return json(exchange.user.mySamples);
}

/** Changes several samples at once, and leaves their layers alone. */
function editMySamples(exchange: Exchange): Reply {
  const { form, lab, nowMs } = exchange;
  const reader = new FormReader(exchange);
  const ids = reader.samples('samples', 'Samples', selectableSamples(exchange));
  if (ids.length === 0) reader.fail('Samples', 'This field is required.');
  reader.markdown('comment', 'Comment', true);
  const text = (name: string): string => lastOf(form, name)?.trim() ?? '';
  const person = lab.users.find((one) => String(one.id) === text('new_currently_responsible_person'));
  if (text('new_currently_responsible_person') !== '' && person === undefined)
    reader.fail('New currently responsible person', 'Select a valid choice.');
  const topic = text('new_topic') === '' ? null : Number(text('new_topic'));
  if (topic !== null && !selectableTopic(exchange, topic)) reader.fail('New topic', 'Select a valid choice.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  for (const sample of lab.samples.filter((candidate) => ids.includes(candidate.id))) {
    if (text('new_current_location') !== '') sample.currentLocation = text('new_current_location');
    if (person !== undefined) sample.responsible = person.id;
    if (topic !== null) sample.topic = topic;
    sample.tags = [sample.tags, text('new_tags')].filter((tags) => tags !== '').join(',');
    sample.lastModifiedMs = nowMs;
  }
  return json(true, true);
}

export function changeMySamples(exchange: Exchange): Reply {
  const { form, lab, user } = exchange;
  const ids = (name: string): number[] =>
    (lastOf(form, name) ?? '')
      .split(',')
      .filter((text) => text.trim() !== '')
      .map(integer);
  const [add, remove] = [ids('add'), ids('remove')];
  const other = lastOf(form, 'user');
  if (other !== undefined && !user.isAdmin)
    throw new ViewError(422, 6, 'Only an administrator may change the samples of another user.');
  const target = other === undefined ? user : lab.users.find((candidate) => candidate.id === integer(other));
  if (target === undefined) throw notFound('User not found');
  const adding = add.filter((id) => !remove.includes(id) && !target.mySamples.includes(id));
  const removing = remove.filter((id) => !add.includes(id) && target.mySamples.includes(id));
  const visible = adding.filter((id) => lab.samples.some((sample) => sample.id === id && knowsName(lab, user, sample)));
  target.mySamples = [...target.mySamples.filter((id) => !removing.includes(id)), ...visible];
  // Unknown ids are reported as changed although nothing was added.
  return json([...removing, ...adding], true);
}

const sampleNameFormats = {
  old: /^\d\d[A-Z]-\d{3}([-A-Za-z_/0-9#()]*)?$/,
  modern: /^(\d\d-[A-Z]{2,4}|[A-Z]{2,4})-[-A-Za-z_/0-9#()]+$/,
  provisional: /^\*\d{5}$/,
};

/** `YYL-NNN…`, `YY-INITIALS-…` or `INIT-…`, `*` and five digits; only the second may be given by everybody. */
export function sampleNameFormat(name: string): string | undefined {
  return Object.entries(sampleNameFormats).find(([, pattern]) => pattern.test(name))?.[0];
}

export function addSample({ form, lab, user, nowMs }: Exchange): Reply {
  const required = (name: string): string => {
    const value = lastOf(form, name);
    if (value === undefined) throw new ViewError(422, 3, `"${name}" missing.`);
    return value;
  };
  const [name, location, responsible] = [
    required('name'),
    required('current_location'),
    integer(required('currently_responsible_person')),
  ];
  const format = sampleNameFormat(name);
  if (name.length > 30) throw new ViewError(422, 5, 'The sample name is too long.');
  if (format === undefined || (!user.isAdmin && format !== 'modern'))
    throw new ViewError(422, 5, 'The sample name has an unknown format.');
  if (lab.samples.some((sample) => sample.name === name))
    throw new ViewError(422, 5, 'A sample of this name exists already.');
  for (const [field, limit] of Object.entries({ current_location: 50, purpose: 80, tags: 255 })) {
    if ((lastOf(form, field) ?? '').length > limit) throw new ViewError(422, 5, `"${field}" is too long.`);
  }
  if (!lab.users.some((one) => one.id === responsible && one.isActive && one.department !== null))
    throw notFound('Currently responsible person not found.');
  const topicText = lastOf(form, 'topic');
  const topic = topicText === undefined ? null : integer(topicText);
  if (topic !== null && !lab.topics.some((one) => one.id === topic && seesTopic(user, one)))
    throw notFound('Topic not found.');
  const id = lab.nextSampleId++;
  for (const sample of lab.samples) sample.aliases = sample.aliases.filter((alias) => alias !== name);
  lab.samples.push({
    id,
    name,
    aliases: [],
    currentLocation: location,
    responsible,
    purpose: lastOf(form, 'purpose') ?? '',
    tags: lastOf(form, 'tags') ?? '',
    topic,
    splitOrigin: null,
    processIds: [],
    lastModifiedMs: nowMs,
    hasInformalLayers: false,
    clearances: [],
  });
  user.mySamples.push(id);
  return json(id, true);
}

/** Broken in the real server: an error for administrators, `false` for everybody else. */
export function addAlias(exchange: Exchange): Reply {
  const { form, switches, user } = exchange;
  if (!user.isAdmin) return json(false);
  if (switches.brokenAddAlias) throw new ViewError(500, 0, 'AttributeError');
  const sample = sampleById(exchange, integer(lastOf(form, 'sample') ?? ''));
  sample.aliases.push(lastOf(form, 'alias') ?? '');
  return json(true, true);
}

export function seriesHash(name: string): string {
  return createHash('sha1').update(name).digest('hex');
}

export function foldedMainMenuElements({ user }: Exchange): Reply {
  return json([user.foldedTopics, user.foldedSeries.map(seriesHash)]);
}

export function foldMainMenuElement({ form, lab, user }: Exchange): Reply {
  const element = lastOf(form, 'element_id') ?? '';
  const series = lab.series.find((one) => seriesHash(one.name) === element);
  if (series !== undefined) {
    const folded = !user.foldedSeries.includes(series.name);
    user.foldedSeries = folded
      ? [...user.foldedSeries, series.name]
      : user.foldedSeries.filter((name) => name !== series.name);
    return json(folded, true);
  }
  const topic = integer(element);
  const folded = !user.foldedTopics.includes(topic);
  user.foldedTopics = folded ? [...user.foldedTopics, topic] : user.foldedTopics.filter((id) => id !== topic);
  return json(folded, true);
}

export function foldedProcesses({ query, user }: Exchange, sampleId: string): Reply {
  const ids = lastOf(query, 'process_ids');
  if (ids === undefined) throw new ViewError(422, 3, 'process_ids missing');
  const folded = user.foldedProcesses[sampleId] ?? [];
  return json(
    ids
      .split(',')
      .map(integer)
      .filter((id) => folded.includes(id)),
  );
}

export function foldProcess({ form, user }: Exchange, sampleId: string): Reply {
  const id = integer(lastOf(form, 'process_id') ?? '');
  const folded = user.foldedProcesses[sampleId] ?? [];
  const now = !folded.includes(id);
  user.foldedProcesses[sampleId] = now ? [...folded, id] : folded.filter((one) => one !== id);
  return json(now, true);
}
