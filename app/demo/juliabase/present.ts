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
    return {
      ...commonFields(lab, process, 'Samples database – core | sample split'),
      ...process.fields,
      parent: shortName(String(process.fields.parent)),
      samples,
    };
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

export type DataSheetEntry = Process | Result;

/** `*00009` is shown as `*9`. */
export function shortName(name: string): string {
  return name.replace(/^\*0+(?=\d)/, '*');
}

function parentOf(lab: LabState, sample: Sample): { parent: Sample; split: Process } | undefined {
  const split = lab.processes.find((process) => process.id === sample.splitOrigin);
  const parent = lab.samples.find((candidate) => candidate.name === split?.fields.parent);
  return split === undefined || parent === undefined ? undefined : { parent, split };
}

/** Processes of all split parents, oldest ancestor first, then the own ones in order of time. */
function processChain(lab: LabState, sample: Sample, cutsAtSplit: boolean): DataSheetEntry[] {
  const origin = parentOf(lab, sample);
  const own: DataSheetEntry[] = [
    ...lab.processes.filter((process) => sample.processIds.includes(process.id)),
    ...lab.results.filter((result) => result.samples.includes(sample.id)),
  ];
  const inherited = origin === undefined ? [] : processChain(lab, origin.parent, cutsAtSplit);
  return [
    ...inherited.filter((entry) => !cutsAtSplit || entry.timestampMs <= (origin?.split.timestampMs ?? 0)),
    ...own.toSorted((a, b) => a.timestampMs - b.timestampMs || a.id - b.id),
  ];
}

export function isResult(process: Process | Result): process is Result {
  return 'imageType' in process;
}

export function sampleJson(lab: LabState, sample: Sample): Record<string, FieldValue> {
  const origin = parentOf(lab, sample);
  const value: Record<string, FieldValue> = {
    id: sample.id,
    name: sample.name,
    current_location: sample.currentLocation,
    currently_responsible_person: loginOf(lab, sample.responsible),
    purpose: sample.purpose,
    tags: sample.tags,
    split_origin: origin === undefined ? null : `split of ${shortName(origin.parent.name)}`,
    topic: lab.topics.find((topic) => topic.id === sample.topic)?.name ?? null,
    last_modified: isoUtc(sample.lastModifiedMs),
  };
  if (sample.hasInformalLayers) value['informal layer #1'] = informalLayer(sample);
  for (const process of processChain(lab, sample, false)) {
    value[`process #${process.id}`] = isResult(process) ? resultJson(lab, process) : processJson(lab, process);
  }
  return value;
}

function informalLayer(sample: Sample): FieldValue {
  return {
    id: sample.id * 10,
    index: 1,
    sample_details: shortName(sample.name),
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

/** What the HTML data sheet shows: ancestors up to the split, and the results of the series the sample is in now. */
export function dataSheetEntries({ lab }: Exchange, sample: Sample): DataSheetEntry[] {
  const series = lab.series.filter((one) => one.samples.includes(sample.id)).map((one) => one.name);
  const inherited = lab.results.filter(
    (result) => result.series.some((name) => series.includes(name)) && !result.samples.includes(sample.id),
  );
  return [...processChain(lab, sample, true), ...inherited].toSorted((a, b) => a.timestampMs - b.timestampMs);
}
