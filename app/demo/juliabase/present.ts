import type { Exchange } from './exchange.ts';
import { type FieldValue, type LabState, type Process, processClasses, type Result, type Sample } from './model.ts';
import { isoUtc } from './times.ts';

function loginOf(lab: LabState, id: number): string {
  return lab.users.find((user) => user.id === id)?.login ?? '';
}

function commonFields(lab: LabState, process: Process | Result, contentType: string): Record<string, FieldValue> {
  return {
    id: process.id,
    content_type: contentType,
    timestamp: isoUtc(process.timestampMs),
    timestamp_inaccuracy: process.inaccuracy,
    operator: loginOf(lab, process.operator),
    external_operator: lab.externalOperators.find((operator) => operator.id === process.externalOperator)?.name ?? null,
    comments: process.comments,
    last_modified: isoUtc(process.lastModifiedMs),
    finished: true,
  };
}

export function processJson(lab: LabState, process: Process): Record<string, FieldValue> {
  const samples = lab.samples.filter((sample) => sample.processIds.includes(process.id)).map((sample) => sample.id);
  if (process.className === 'split')
    return { ...commonFields(lab, process, 'Samples database – core | sample split'), ...process.fields, samples };
  if (process.className === 'death')
    return {
      ...commonFields(lab, process, 'Samples database – core | cease of existence'),
      ...process.fields,
      samples,
    };
  const verbose = processClasses[process.className]?.verbose ?? process.className;
  return { ...commonFields(lab, process, `Institute | ${verbose}`), ...process.fields, samples };
}

export function resultJson(lab: LabState, result: Result): Record<string, FieldValue> {
  return {
    ...commonFields(lab, result, 'Samples database – core | result'),
    title: result.title,
    image_type: result.imageType,
    quantities_and_values: [result.headings, result.rows],
    samples: result.samples,
    sample_series: result.series,
  };
}

/** Processes of all split parents, oldest ancestor first, then the own ones in order of time. */
function processChain(lab: LabState, sample: Sample): { process: Process | Result; timestampMs: number }[] {
  const split = lab.processes.find((process) => process.id === sample.splitOrigin);
  const parent =
    split === undefined ? undefined : lab.samples.find((candidate) => candidate.name === split.fields.parent);
  const own = [
    ...lab.processes.filter((process) => sample.processIds.includes(process.id)),
    ...lab.results.filter((result) => result.samples.includes(sample.id)),
  ].map((process) => ({ process, timestampMs: process.timestampMs }));
  return [
    ...(parent === undefined ? [] : processChain(lab, parent)),
    ...own.toSorted((a, b) => a.timestampMs - b.timestampMs || a.process.id - b.process.id),
  ];
}

export function isResult(process: Process | Result): process is Result {
  return 'imageType' in process;
}

export function sampleJson(lab: LabState, sample: Sample): Record<string, FieldValue> {
  const split = lab.processes.find((process) => process.id === sample.splitOrigin);
  const value: Record<string, FieldValue> = {
    id: sample.id,
    name: sample.name,
    current_location: sample.currentLocation,
    currently_responsible_person: loginOf(lab, sample.responsible),
    purpose: sample.purpose,
    tags: sample.tags,
    split_origin: split === undefined ? null : `split of ${String(split.fields.parent)}`,
    topic: lab.topics.find((topic) => topic.id === sample.topic)?.name ?? null,
    last_modified: isoUtc(sample.lastModifiedMs),
  };
  if (sample.hasInformalLayers) value['informal layer #1'] = informalLayer(sample);
  for (const { process } of processChain(lab, sample)) {
    value[`process #${process.id}`] = isResult(process) ? resultJson(lab, process) : processJson(lab, process);
  }
  return value;
}

function informalLayer(sample: Sample): FieldValue {
  return {
    id: sample.id * 10,
    index: 1,
    sample_details: sample.name,
    doping: null,
    classification: 'glass',
    comments: '',
    color: 'lightblue',
    thickness: 1_100_000,
    thickness_reliable: true,
    structured: false,
    textured: false,
    always_collapsed: false,
    process: null,
    additional_process_data: '',
    verified: true,
  };
}

/** Ids on the HTML data sheet: everything of the JSON, and the results of the series the sample is in. */
export function dataSheetIds({ lab }: Exchange, sample: Sample): number[] {
  const series = lab.series
    .filter((candidate) => candidate.samples.includes(sample.id))
    .map((candidate) => candidate.name);
  const inherited = lab.results.filter(
    (result) => result.series.some((name) => series.includes(name)) && !result.samples.includes(sample.id),
  );
  return [...processChain(lab, sample).map(({ process }) => process.id), ...inherited.map((result) => result.id)];
}
