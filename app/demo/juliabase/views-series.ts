import { type Exchange, FormErrors, json, lastOf, PermissionDenied, page, type Reply, ViewError } from './exchange.ts';
import { FormReader } from './forms.ts';
import { seriesPage } from './html-pages.ts';
import type { Sample, Series } from './model.ts';
import { shortName } from './present.ts';
import { fullyViews, selectableSamples, selectableTopic, viewsSeries } from './rights.ts';
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
  return seriesPage(exchange, series, members(exchange, series));
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
