import { type Exchange, FormErrors, json, lastOf, notFound, page, type Reply } from './exchange.ts';
import { FormReader } from './forms.ts';
import { sampleList as sampleLinks, samplePage } from './html-pages.ts';
import { processClasses, type Sample } from './model.ts';
import { dataSheetEntries, sampleJson } from './present.ts';
import { knowsName, requireEditor, requireFullView, selectableTopic } from './rights.ts';
import { exportTable } from './table-export.ts';
import { isoUtc } from './times.ts';
import { validators } from './validators.ts';

/** By exact name, else by alias; a page to choose from if the alias is ambiguous. */
export function lookUpSample(exchange: Exchange, name: string): Sample | Reply {
  const { lab, user } = exchange;
  const exact = lab.samples.find((sample) => sample.name === name);
  if (exact !== undefined) return exact;
  const aliases = lab.samples.filter((sample) => sample.aliases.includes(name) && knowsName(lab, user, sample));
  if (aliases.length === 0) throw notFound(`Sample name "${name}" could not be found.`);
  if (aliases.length === 1 && aliases[0] !== undefined) return aliases[0];
  return page('Ambiguous sample name', `<p>The alias is used more than once.</p>${sampleLinks(aliases)}`);
}

export function showSample(exchange: Exchange, sample: Sample): Reply {
  const { lab, user } = exchange;
  // A clearance opens the page, but not the JSON.
  if (exchange.json || !sample.clearances.includes(user.id)) requireFullView(exchange, sample);
  if (exchange.method === 'POST') return toggleMySample(exchange, sample);
  const reply = exchange.json
    ? json(sampleJson(lab, sample))
    : samplePage(exchange, sample, dataSheetEntries(exchange, sample));
  return { ...reply, headers: validators(exchange, sample) };
}

/** What a POST on the data sheet means: the check box "is on My Samples". */
function toggleMySample({ form, user }: Exchange, sample: Sample): Reply {
  const stays = lastOf(form, `${sample.id}-is_my_sample`) === 'on';
  user.mySamples = user.mySamples.filter((id) => id !== sample.id);
  if (stays) user.mySamples.push(sample.id);
  return json(true, true);
}

export function editSample(exchange: Exchange, sample: Sample): Reply {
  requireEditor(exchange, sample);
  if (exchange.method !== 'POST') return page(`Edit sample ${sample.name}`, '<form method="post"></form>');
  const { form, lab, nowMs } = exchange;
  const reader = new FormReader(exchange);
  const location = reader.text('current_location', 'Current location', 50, true);
  const responsible = Number(reader.text('currently_responsible_person', 'Currently responsible person', 20, true));
  if (!lab.users.some((one) => one.id === responsible && (one.department !== null || one.id === sample.responsible)))
    reader.fail('Currently responsible person', 'Select a valid choice.');
  const purpose = reader.text('purpose', 'Purpose', 80, false);
  const tags = reader.text('tags', 'Tags', 255, false);
  reader.editDescription();
  for (const name of ['informal_layers-TOTAL_FORMS', 'informal_layers-INITIAL_FORMS']) {
    if (lastOf(form, name) === undefined) reader.fail('', 'ManagementForm data is missing or has been tampered with.');
  }
  const topicText = lastOf(form, 'topic') ?? '';
  const topic = topicText === '' ? null : Number(topicText);
  if (topic !== null && topic !== sample.topic && !selectableTopic(exchange, topic))
    reader.fail('Topic', 'Select a valid choice.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  Object.assign(sample, {
    currentLocation: location,
    responsible,
    topic,
    purpose,
    tags,
    lastModifiedMs: nowMs,
    // The real view deletes all layers and stores changed ones only.
    hasInformalLayers: sample.hasInformalLayers && !exchange.switches.informalLayerLoss,
  });
  return json(true, true);
}

const longestList = 1000;

export function listSamples({ lab, query, user }: Exchange): Reply {
  const pattern = (lastOf(query, 'name_pattern') ?? '').toLowerCase();
  const withAliases = lastOf(query, 'aliases') === 'on';
  const fits = (sample: Sample): boolean =>
    [sample.name, ...(withAliases ? sample.aliases : [])].some((name) => name.toLowerCase().includes(pattern));
  const found = pattern === '' ? [] : lab.samples.filter((sample) => fits(sample) && knowsName(lab, user, sample));
  const note = found.length > longestList ? '<p>Too many results: only the first 1000 are shown.</p>' : '';
  return page('Samples', note + sampleLinks(found.slice(0, longestList)));
}

/** Id of the newest process if that is a split, results apart. */
export function latestSplit(exchange: Exchange, sample: Sample): Reply {
  requireFullView(exchange, sample);
  const newest = exchange.lab.processes
    .filter((process) => sample.processIds.includes(process.id))
    .toSorted((a, b) => b.timestampMs - a.timestampMs || b.id - a.id)[0];
  return json(newest?.className === 'split' ? newest.id : null);
}

/** Rows are the processes; each class is a group of columns. */
export function exportSample(exchange: Exchange, sample: Sample): Reply {
  requireFullView(exchange, sample);
  const { lab } = exchange;
  const own = lab.processes.filter((process) => sample.processIds.includes(process.id));
  const rows = own.map((process) => ({
    label: processClasses[process.className]?.verbose ?? process.className,
    cells: [
      isoUtc(process.timestampMs),
      lab.users.find((user) => user.id === process.operator)?.fullName ?? '',
      process.comments,
    ],
  }));
  const headings = ['timestamp', 'operator', 'comments'];
  return exportTable(exchange, { labelHeading: 'process', group: 'process', singleGroup: false, headings, rows });
}
