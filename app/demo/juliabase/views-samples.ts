import {
  doubleQuote,
  type Exchange,
  escapeHtml,
  FormErrors,
  json,
  lastOf,
  notFound,
  page,
  type Reply,
  ViewError,
} from './exchange.ts';
import { FormReader } from './forms.ts';
import type { Sample } from './model.ts';
import { dataSheetIds, sampleJson } from './present.ts';
import { fullyViews, knowsName, requireFullView, seesTopic } from './rights.ts';

/** By exact name, else by alias; a page to choose from if the alias is ambiguous. */
export function lookUpSample(exchange: Exchange, name: string): Sample | Reply {
  const { lab, user } = exchange;
  const exact = lab.samples.find((sample) => sample.name === name);
  if (exact !== undefined) return exact;
  const aliases = lab.samples.filter((sample) => sample.aliases.includes(name) && knowsName(lab, user, sample));
  if (aliases.length === 0) throw notFound(`Sample name "${name}" could not be found.`);
  if (aliases.length === 1 && aliases[0] !== undefined) return aliases[0];
  const items = aliases.map(
    (sample) => `<li><a href="/samples/${doubleQuote(sample.name)}">${escapeHtml(sample.name)}</a></li>`,
  );
  return page(
    'Ambiguous sample name',
    `<p>The alias is used more than once.</p><ul class="sample-list">${items.join('')}</ul>`,
  );
}

export function showSample(exchange: Exchange, sample: Sample): Reply {
  requireFullView(exchange, sample);
  if (exchange.method === 'POST') return toggleMySample(exchange, sample);
  if (exchange.json) return json(sampleJson(exchange.lab, sample));
  const headings = dataSheetIds(exchange, sample).map((id) => `<h2 id="process-heading-${id}">Process ${id}</h2>`);
  return page(`Sample ${sample.name}`, headings.join('\n'));
}

/** What a POST on the data sheet means: the check box "is on My Samples". */
function toggleMySample({ form, user }: Exchange, sample: Sample): Reply {
  const stays = lastOf(form, `${sample.id}-is_my_sample`) === 'on';
  user.mySamples = user.mySamples.filter((id) => id !== sample.id);
  if (stays) user.mySamples.push(sample.id);
  return json(true, true);
}

export function editSample(exchange: Exchange, sample: Sample): Reply {
  requireFullView(exchange, sample);
  if (exchange.method !== 'POST') return page(`Edit sample ${sample.name}`, '<form method="post"></form>');
  const { form, lab, user, nowMs } = exchange;
  const reader = new FormReader(exchange);
  const location = reader.text('current_location', 'Current location', 50, true);
  const responsible = Number(reader.text('currently_responsible_person', 'Currently responsible person', 20, true));
  reader.editDescription();
  for (const name of ['informal_layers-TOTAL_FORMS', 'informal_layers-INITIAL_FORMS']) {
    if (lastOf(form, name) === undefined) reader.fail('', 'ManagementForm data is missing or has been tampered with.');
  }
  const topicText = lastOf(form, 'topic') ?? '';
  const topic = topicText === '' ? null : Number(topicText);
  if (topic !== null && !lab.topics.some((one) => one.id === topic && (seesTopic(user, one) || topic === sample.topic)))
    reader.fail('Topic', 'Select a valid choice.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  Object.assign(sample, {
    currentLocation: location,
    responsible,
    topic,
    purpose: lastOf(form, 'purpose') ?? '',
    tags: lastOf(form, 'tags') ?? '',
    lastModifiedMs: nowMs,
    // The real view deletes all layers and stores changed ones only.
    hasInformalLayers: sample.hasInformalLayers && !exchange.switches.informalLayerLoss,
  });
  return json(true, true);
}

export function sampleList({ lab, query, user }: Exchange): Reply {
  const pattern = (lastOf(query, 'name_pattern') ?? '').toLowerCase();
  const found =
    pattern === ''
      ? []
      : lab.samples.filter((sample) => sample.name.toLowerCase().includes(pattern) && knowsName(lab, user, sample));
  const items = found
    .slice(0, 1000)
    .map((sample) => `<li><a href="/samples/${doubleQuote(sample.name)}">${escapeHtml(sample.name)}</a></li>`);
  return page('Samples', `<ul class="sample-list">${items.join('')}</ul>`);
}

export function latestSplit(exchange: Exchange, sample: Sample): Reply {
  requireFullView(exchange, sample);
  const newest = exchange.lab.processes
    .filter((process) => sample.processIds.includes(process.id))
    .toSorted((a, b) => b.timestampMs - a.timestampMs)[0];
  return json(newest?.className === 'split' ? newest.id : null);
}

export function renameSample({ form, lab, user, nowMs }: Exchange): Reply {
  const [oldName, newName] = [lastOf(form, 'old_name') ?? '', lastOf(form, 'new_name') ?? ''];
  const sample = lab.samples.find((candidate) => candidate.name === oldName);
  if (sample === undefined || !fullyViews(user, sample)) throw notFound('Sample not found.');
  if (newName === '' || lab.samples.some((candidate) => candidate.name === newName))
    throw new FormErrors([['New name', ['This sample name exists already.']]]);
  if (lastOf(form, 'create_alias') === 'on') sample.aliases.push(oldName);
  for (const process of lab.processes) {
    if (process.className === 'split' && process.fields.parent === oldName) process.fields.parent = newName;
  }
  sample.name = newName;
  sample.lastModifiedMs = nowMs;
  return json(true, true);
}

export function killSample(exchange: Exchange, sample: Sample): Reply {
  requireFullView(exchange, sample);
  const { lab, form, user, nowMs } = exchange;
  const reason = lastOf(form, 'reason') ?? '';
  if (!['lost', 'destroyed', 'split'].includes(reason)) throw new FormErrors([['Reason', ['Select a valid choice.']]]);
  if (lab.processes.some((process) => process.className === 'death' && sample.processIds.includes(process.id)))
    throw new ViewError(404, 2, 'The sample is dead already.');
  const id = lab.nextProcessId++;
  lab.processes.push({
    id,
    className: 'death',
    timestampMs: nowMs,
    inaccuracy: 0,
    operator: user.id,
    externalOperator: null,
    comments: '',
    lastModifiedMs: nowMs,
    fields: { reason },
  });
  sample.processIds.push(id);
  return json(true, true);
}
