import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Exchange, lastOf } from './exchange.ts';
import type { FormReader } from './forms.ts';
import type { FieldValue, Process } from './model.ts';
import { localText } from './times.ts';

export interface ProcessFormInput {
  exchange: Exchange;
  reader: FormReader;
  /** What is edited; null when adding. */
  previous: Process | null;
  timestampMs: number;
  /** Makes the ids of layers and cells. */
  nextPartId: () => number;
}

type Fields = Record<string, FieldValue>;

export const substrateMaterials = [
  'custom',
  'asahi-u',
  'asahi-vu',
  'corning',
  'glass',
  'si-wafer',
  'quartz',
  'sapphire',
  'aluminium foil',
];

/** The own fields of each class, in the order of its JSON. */
export const ownFieldReaders: Record<string, (input: ProcessFormInput) => Fields> = {
  Substrate: ({ exchange, reader }) => {
    const material = reader.choice('material', 'Material', substrateMaterials, true);
    if (material === 'custom' && (lastOf(exchange.form, 'comments') ?? '').trim() === '')
      reader.fail('Comments', 'For a custom substrate, you must give substrate comments.');
    return { material };
  },
  PDSMeasurement: (input) => ({
    number: uniqueNumber(input, 'PDSMeasurement'),
    raw_datafile: rawDataFile(input),
    apparatus: input.reader.choice('apparatus', 'Apparatus', ['pds1', 'pds2'], true),
  }),
  ConductivityMeasurement: (input) => ({
    number: uniqueNumber(input, 'ConductivityMeasurement'),
    raw_datafile: rawDataFile(input),
    temperature_min: input.reader.number('temperature_min', 'Lowest temperature', false),
    temperature_max: input.reader.number('temperature_max', 'Highest temperature', false),
    contact_distance: input.reader.number('contact_distance', 'Contact distance', false),
    contact_length: input.reader.number('contact_length', 'Contact length', false),
    film_thickness: input.reader.number('film_thickness', 'Film thickness', false),
    voltage: input.reader.number('voltage', 'Voltage', false),
  }),
  SolarsimulatorMeasurement: (input) => ({
    irradiation: input.reader.choice('irradiation', 'Irradiation', ['AM1.5', 'OG590', 'BG7'], true),
    temperature: input.reader.number('temperature', 'Temperature', true),
    ...cells(input),
  }),
  Structuring: ({ reader }) => ({
    layout: reader.choice('layout', 'Layout', ['inm standard', 'acme1', 'custom'], true),
    length: reader.number('length', 'Length', false),
    width: reader.number('width', 'Width', false),
    parameters: reader.text('parameters', 'Parameters', 255, false),
  }),
  LayerThicknessMeasurement: ({ reader }) => ({
    thickness: reader.number('thickness', 'Thickness', true),
    method: reader.choice(
      'method',
      'Method',
      ['profilers&edge', 'ellipsometer', 'calculated', 'estimate', 'other'],
      true,
    ),
  }),
  FiveChamberDeposition: (input) => ({
    number: depositionNumber(input, 'FiveChamberDeposition', 'S'),
    split_done: input.previous?.fields.split_done ?? false,
    ...layers(input, fiveChamberLayer),
  }),
  ClusterToolDeposition: (input) => ({
    number: depositionNumber(input, 'ClusterToolDeposition', 'C'),
    carrier: input.reader.text('carrier', 'Carrier', 10, false),
    split_done: input.previous?.fields.split_done ?? false,
    ...layers(input, clusterToolLayer),
  }),
};

function isTaken({ exchange, previous }: ProcessFormInput, className: string, number: FieldValue): boolean {
  return exchange.lab.processes.some(
    (process) => process !== previous && process.className === className && process.fields.number === number,
  );
}

function uniqueNumber(input: ProcessFormInput, className: string): FieldValue {
  const { reader, previous } = input;
  const number = reader.number('number', 'Number', true);
  if (number === null) return null;
  if (!Number.isInteger(number)) reader.fail('Number', 'Enter a whole number.');
  if (previous !== null && previous.fields.number !== number) reader.fail('Number', 'The number must not be changed.');
  if (isTaken(input, className, number)) reader.fail('Number', 'A measurement with this number exists already.');
  return number;
}

/** It must exist, but where it lies is not asked: `..` and absolute paths are stored as given. */
function rawDataFile({ exchange, reader }: ProcessFormInput): string {
  const path = reader.text('raw_datafile', 'Raw data file', 200, true);
  if (path !== '' && !existsSync(resolve(exchange.filesFolder, path)))
    reader.fail('Raw data file', "Couldn't open file.");
  return path;
}

function depositionNumber(input: ProcessFormInput, className: string, letter: string): string {
  const { reader, previous, timestampMs, exchange } = input;
  const number = reader.text('number', 'Deposition number', 15, true);
  const match = new RegExp(`^(\\d\\d)${letter}-\\d{3,4}$`).exec(number);
  if (number !== '' && match === null)
    reader.fail('Deposition number', `Invalid deposition number. It must be of the form YY${letter}-NNN.`);
  if (match !== null && match[1] !== localText(timestampMs, exchange.timezone).slice(2, 4))
    reader.fail('Deposition number', 'The first two digits must match the year of the deposition.');
  if (previous !== null && previous.fields.number !== number)
    reader.fail('Deposition number', 'The deposition number must not be changed.');
  if (isTaken(input, className, number)) reader.fail('Deposition number', 'This deposition number exists already.');
  return number;
}

/** Indices of the sub-forms: those that send the given field. */
function subForms({ exchange }: ProcessFormInput, field: string): string[] {
  const pattern = new RegExp(`^(\\d+)-${field}$`);
  return [...new Set(exchange.form.flatMap(([name]) => pattern.exec(name)?.[1] ?? []))];
}

function layers(input: ProcessFormInput, readLayer: (input: ProcessFormInput, index: string) => Fields): Fields {
  const indices = subForms(input, 'number');
  if (indices.length === 0) input.reader.fail('', 'No layers given.');
  const found = indices.map((index) => readLayer(input, index));
  const numbers = found.map((layer) => Number(layer.number));
  if (new Set(numbers).size < numbers.length) input.reader.fail('Number', 'Number is a duplicate.');
  return Object.fromEntries(
    found.toSorted((a, b) => Number(a.number) - Number(b.number)).map((layer) => [`layer ${layer.number}`, layer]),
  );
}

function fiveChamberLayer({ reader, nextPartId }: ProcessFormInput, index: string): Fields {
  const number = (name: string, label: string): number | null => reader.number(`${index}-${name}`, label, false);
  return {
    id: nextPartId(),
    number: reader.number(`${index}-number`, 'Number', true),
    layer_type: reader.choice(`${index}-layer_type`, 'Layer type', ['p', 'i', 'n'], false),
    chamber: reader.choice(`${index}-chamber`, 'Chamber', ['i1', 'i2', 'i3', 'p', 'n'], true),
    sih4: number('sih4', 'SiH4'),
    h2: number('h2', 'H2'),
    temperature_1: number('temperature_1', 'Temperature 1'),
    temperature_2: number('temperature_2', 'Temperature 2'),
  };
}

function clusterToolLayer({ exchange, reader, nextPartId }: ProcessFormInput, index: string): Fields {
  const of = (name: string): string => `${index}-${name}`;
  const kind = reader.choice(of('step_type'), 'Step type', ['clustertoolhotwirelayer', 'clustertoolpecvdlayer'], true);
  const common = {
    number: reader.number(of('number'), 'Number', true),
    h2: reader.number(of('h2'), 'H2', false),
    sih4: reader.number(of('sih4'), 'SiH4', false),
    time: duration(reader, of('time')),
    comments: reader.markdown(of('comments'), 'Comments', false),
  };
  if (kind === 'clustertoolhotwirelayer') {
    const materials = ['rhenium', 'tantalum', 'tungsten', ...(exchange.user.isAdmin ? ['unknown'] : [])];
    return {
      id: nextPartId(),
      content_type: 'Institute | cluster tool hot-wire layer',
      ...common,
      wire_material: reader.choice(of('wire_material'), 'Wire material', materials, true),
      base_pressure: reader.number(of('base_pressure'), 'Base pressure', false),
    };
  }
  return {
    id: nextPartId(),
    content_type: 'Institute | cluster tool PECVD layer',
    ...common,
    chamber: reader.choice(of('chamber'), 'Chamber', ['#1', '#2', '#3'], true),
    plasma_start_with_shutter: lastOf(exchange.form, of('plasma_start_with_shutter')) === 'on',
    deposition_power: reader.number(of('deposition_power'), 'Deposition power', false),
  };
}

/** `00:10:00` becomes `10:00`, `01:02:03` becomes `1:02:03`. */
function duration(reader: FormReader, name: string): string {
  const text = reader.text(name, 'Time', 9, false);
  if (text === '') return '';
  const match = /^(?:(\d{1,2}):)?(\d{1,2}):(\d\d)$/.exec(text);
  if (match === null || Number(match[2]) > 59 || Number(match[3]) > 59) {
    reader.fail('Time', 'Time must be given in the form HH:MM:SS.');
    return text;
  }
  const [, hours = '0', minutes = '0', seconds = '00'] = match;
  const paddedMinutes = minutes.padStart(2, '0');
  return Number(hours) === 0 ? `${paddedMinutes}:${seconds}` : `${Number(hours)}:${paddedMinutes}:${seconds}`;
}

/** An edit makes all cells anew; a position may use a data file once in the whole database. */
function cells(input: ProcessFormInput): Fields {
  const { reader, nextPartId, previous, exchange } = input;
  const indices = subForms(input, 'position');
  if (indices.length === 0) reader.fail('', 'No measurement given.');
  const taken = new Set(
    exchange.lab.processes.filter((process) => process !== previous).flatMap((process) => cellKeys(process.fields)),
  );
  const found: Fields = {};
  for (const index of indices) {
    const cell = {
      id: nextPartId(),
      position: reader.text(`${index}-position`, 'Cell position', 5, true),
      data_file: reader.text(`${index}-data_file`, 'Data file', 200, true),
      area: reader.number(`${index}-area`, 'Area', false),
      eta: reader.number(`${index}-eta`, 'Efficiency', false),
      isc: reader.number(`${index}-isc`, 'Short-circuit current', false),
    };
    const key = `cell position ${cell.position}`;
    if (taken.has(`${cell.position}\n${cell.data_file}`))
      reader.fail('Data file', 'A cell with this position and data file exists already.');
    if (found[key] !== undefined) reader.fail('Cell position', 'This position occurs twice.');
    found[key] = cell;
  }
  return found;
}

export interface Cell {
  id: number;
  position: string;
  data_file: string;
  area: number | null;
  eta: number | null;
  isc: number | null;
}

export function cellsOf(fields: Fields): Cell[] {
  return Object.entries(fields)
    .filter(([name]) => name.startsWith('cell position '))
    .map(([, cell]) => cell as unknown as Cell); // Only the functions above and the seed write such fields.
}

function cellKeys(fields: Fields): string[] {
  return cellsOf(fields).map((cell) => `${cell.position}\n${cell.data_file}`);
}
