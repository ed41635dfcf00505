import {
  doubleQuote,
  type Exchange,
  escapeHtml,
  FormErrors,
  json,
  lastOf,
  PermissionDenied,
  page,
  type Reply,
  ViewError,
} from './exchange.ts';
import { FormReader } from './forms.ts';
import type { Sample, Series } from './model.ts';
import { fullyViews, seesTopic, selectableSamples, viewsSeries } from './rights.ts';
import { type ExportTable, exportTable } from './table-export.ts';

function members({ lab }: Exchange, series: Series): Sample[] {
  return series.samples.flatMap((id) => lab.samples.find((sample) => sample.id === id) ?? []);
}

function requireView({ user }: Exchange, series: Series): void {
  if (!viewsSeries(user, series))
    throw new PermissionDenied(
      'You are not allowed to view the sample series since you are not in its topic, nor are you its currently responsible person.',
    );
}

export function showSeries(exchange: Exchange, series: Series): Reply {
  requireView(exchange, series);
  if (exchange.switches.brokenSeriesPage) throw new ViewError(500, 0, "No module named 'iek5'");
  const items = members(exchange, series).map(
    (sample) => `<li><a href="/samples/${doubleQuote(sample.name)}">${escapeHtml(sample.name)}</a></li>`,
  );
  return page(`Sample series ${series.name}`, `<ul class="sample-list">${items.join('')}</ul>`);
}

/** The name in the label column shows `*9` for `*00009`. */
function shortName(name: string): string {
  return name.replace(/^\*0+(?=\d)/, '*');
}

export function sampleTable({ lab }: Exchange, samples: readonly Sample[], labelHeading: string): ExportTable {
  return {
    labelHeading,
    group: 'sample',
    singleGroup: false,
    headings: ['name', 'current location', 'currently responsible person', 'purpose', 'tags', 'split origin', 'topic'],
    rows: samples.map((sample) => ({
      label: shortName(sample.name),
      cells: [
        sample.name,
        sample.currentLocation,
        lab.users.find((user) => user.id === sample.responsible)?.fullName ?? '',
        sample.purpose,
        sample.tags,
        null,
        lab.topics.find((topic) => topic.id === sample.topic)?.name ?? null,
      ],
    })),
  };
}

export function exportSeries(exchange: Exchange, series: Series): Reply {
  requireView(exchange, series);
  const samples = members(exchange, series);
  if (samples.some((sample) => !fullyViews(exchange.user, sample)))
    throw new PermissionDenied('You are not allowed to view one of the samples.');
  return exportTable(exchange, sampleTable(exchange, samples, 'sample'));
}

export function addSeries(exchange: Exchange): Reply {
  const { form, lab, user, nowMs } = exchange;
  if (exchange.method !== 'POST') return page('Add sample series', '<form method="post"></form>');
  const prefix = lastOf(form, 'name_prefix_data');
  if (prefix === undefined) throw new ViewError(500, 0, 'KeyError: name_prefix_data');
  const reader = new FormReader(exchange);
  const shortText = reader.text('short_name', 'Name', 50, true);
  const name = prefix.trim() + shortText;
  const { topic, responsible, samples, description } = readSeriesForm(exchange, reader, []);
  if (responsible !== user.id) reader.fail('Currently responsible person', 'Select a valid choice.');
  if (name.length > 50) reader.fail('Name', 'The name is too long.');
  if (lab.series.some((series) => series.name === name))
    reader.fail('Name', 'This sample series name is already given.');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  lab.series.push({ name, responsible, topic, description, samples, timestampMs: nowMs });
  return json(true, true);
}

export function editSeries(exchange: Exchange, series: Series): Reply {
  if (!exchange.user.isAdmin && series.responsible !== exchange.user.id)
    throw new PermissionDenied('Only the currently responsible person may edit the series.');
  if (exchange.method !== 'POST') return page('Edit sample series', '<form method="post"></form>');
  const reader = new FormReader(exchange);
  const values = readSeriesForm(exchange, reader, series.samples);
  reader.editDescription();
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  Object.assign(series, values);
  return json(true, true);
}

function readSeriesForm(
  exchange: Exchange,
  reader: FormReader,
  present: readonly number[],
): Pick<Series, 'topic' | 'responsible' | 'samples' | 'description'> {
  const { form } = exchange;
  const responsible = Number(reader.text('currently_responsible_person', 'Currently responsible person', 20, true));
  const topic = Number(lastOf(form, 'topic') ?? 0);
  if (!selectableTopic(exchange, topic)) reader.fail('Topic', 'Select a valid choice.');
  const description = reader.markdown('description', 'Description', true);
  const samples = reader.samples('samples', 'Samples', new Set([...selectableSamples(exchange), ...present]));
  if (samples.length === 0) reader.fail('Samples', 'This field is required.');
  return { topic, responsible, samples, description };
}

/** Topics with at least one active member that are not confidential or the own ones, and what is below them. */
export function selectableTopic({ lab, user }: Pick<Exchange, 'lab' | 'user'>, id: number): boolean {
  const topic = lab.topics.find((one) => one.id === id);
  if (topic === undefined) return false;
  const hasMember = lab.users.some((one) => one.isActive && one.topics.includes(id));
  if (user.isAdmin || (hasMember && seesTopic(user, topic))) return true;
  return topic.parent !== null && seesTopic(user, topic) && selectableTopic({ lab, user }, topic.parent);
}

/** Series of the user; a POST with a name and a button puts all members on My Samples. */
export function mySampleSeries(exchange: Exchange): Reply {
  const { form, lab, user, method } = exchange;
  const own = lab.series.filter((series) => series.responsible === user.id);
  const links = own.map(
    (series) =>
      `<li><a class="sample-series" href="/sample_series/${doubleQuote(series.name)}">${escapeHtml(series.name)}</a></li>`,
  );
  const reply = page('My sample series', `<ul>${links.join('')}</ul>`);
  if (method !== 'POST' || lastOf(form, 'add.x') === undefined) return reply;
  const series = lab.series.find((one) => one.name === lastOf(form, 'ss'));
  if (series !== undefined) user.mySamples = [...new Set([...user.mySamples, ...series.samples])];
  return { ...reply, changed: true };
}

/** The main menu: topics, and series that contain samples of the own list. */
export function mainMenu({ lab, user }: Exchange): Reply {
  const topics = lab.topics.filter((topic) => user.topics.includes(topic.id));
  const blocks = topics.map((topic) => {
    const series = lab.series.filter(
      (one) => one.topic === topic.id && one.samples.some((id) => user.mySamples.includes(id)),
    );
    const lists = series.map((one) => {
      const mine = one.samples
        .filter((id) => user.mySamples.includes(id))
        .flatMap((id) => lab.samples.find((sample) => sample.id === id) ?? []);
      const items = mine.map(
        (sample) => `<li><a href="/samples/${doubleQuote(sample.name)}">${escapeHtml(sample.name)}</a></li>`,
      );
      return `<h4><a href="/sample_series/${doubleQuote(one.name)}">${escapeHtml(one.name)}</a></h4><ul>${items.join('')}</ul>`;
    });
    return `<h3>${escapeHtml(topic.name)}</h3><div id="topic-${topic.id}">${lists.join('')}</div>`;
  });
  return page('Main menu', blocks.join('\n'));
}
