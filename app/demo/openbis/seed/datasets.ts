import type { DataSet, Sample } from '../model/entities.ts';
import { type StoredFile, storedFile, uncountedFile } from '../store/content.ts';
import { formulaBytes } from '../store/formula-bytes.ts';
import { link } from '../store/link.ts';
import type { SeedBuilder } from './builder.ts';
import { curveFiles, fitsFile, notebookFile, textFile } from './files.ts';
import type { Lab } from './lab.ts';

/** Codes of datasets that have something special. */
export interface SpecialDataSets {
  /** 500 files in ten folders. */
  series: string;
  /** Names with blanks, commas, apostrophes, `#`, `%`, umlauts, and names that are not safe everywhere. */
  oddNames: string;
  /** Not stored in openBIS. */
  linked: string;
  archived: string;
  /** Holds the first two datasets of a cell. */
  container: string;
  /** A file of 5 GiB and one byte, whose checksum nobody knows; also an empty one. */
  large: string;
  /** 100 000 files. */
  many: string;
  /** Parent of two others, of an object in a space without collection. */
  parent: string;
}

const gibibyte = 1_073_741_824;

export function seedDataSets(builder: SeedBuilder, lab: Lab, seriesFileBytes: number): SpecialDataSets {
  const curves = lab.cells.slice(0, 60).map((cell, index) => curveDataSet(builder, cell, index));
  for (const cell of lab.cells.slice(60, 70)) attach(builder, cell);
  const [first, second] = curves;
  if (first === undefined || second === undefined) throw new Error('There are no curves.');
  const parent = builder.dataSet({
    ...{ type: 'PROCESSED_DATA', owner: lab.loose, properties: { $NAME: 'efficiencies', TEMPERATURE: '298.15' } },
    files: () => [
      textFile('original/efficiencies.csv', 'cell,efficiency\n1,0.21\n'),
      fitsFile('original/film.fits', 1),
    ],
  });
  link(parent, first);
  link(parent, second);
  const notebook = builder.dataSet({
    ...{ type: 'ANALYSIS_NOTEBOOK', owner: lab.first, properties: { $NAME: 'How the cells compare' } },
    files: () => [notebookFile('original/compare.ipynb', 'How the cells compare')],
  });
  link(first, notebook);
  return {
    ...{ parent: parent.code, ...seedStored(builder, lab, seriesFileBytes) },
    ...{
      linked: linkedDataSet(builder, lab.first).code,
      container: containerOf(builder, lab.first, [first, second]).code,
    },
  };
}

function curveDataSet(builder: SeedBuilder, cell: Sample, index: number): DataSet {
  const common = { $NAME: `current and voltage ${index + 1}`, INSTRUMENT: 'IV', REPETITIONS: String(1 + (index % 4)) };
  const measured = {
    ...{ METHOD: 'IV sweep', TEMPERATURE: '298.15', MEASURED_ON: '2023-05-18 11:17:03', CHECKED: 'true' },
    ...{ DOI: 'https://doi.example/10.1/1', CHANNELS: '[3, 2, 1]', LABELS: 'front\\, left,back', AGE: '12' },
  };
  const isFull = index % 6 === 5;
  return builder.dataSet({
    ...{ type: isFull ? 'MEASUREMENT' : 'RAW_DATA', owner: cell },
    properties: isFull ? { ...common, ...measured } : common,
    files: () => curveFiles(index),
  });
}

function attach(builder: SeedBuilder, cell: Sample): void {
  const owner = cell.experiment ?? cell;
  const files = (): StoredFile[] => [textFile('original/protocol.txt', `Protocol of ${cell.code}\n`)];
  builder.dataSet({ type: 'ATTACHMENT', owner, properties: { NOTES: 'Signed.\nStamped.' }, files });
}

function seedStored(
  builder: SeedBuilder,
  lab: Lab,
  seriesFileBytes: number,
): Pick<SpecialDataSets, 'series' | 'oddNames' | 'archived' | 'large' | 'many'> {
  const owner = lab.first;
  const make = (type: string, name: string, files: () => StoredFile[], size?: number): DataSet => {
    const properties: Record<string, string> = type === 'UNKNOWN' ? {} : { $NAME: name };
    return builder.dataSet({ type, owner, properties, files, ...(size === undefined ? {} : { size }) });
  };
  const archived = make('RAW_DATA', 'in the archive', () => curveFiles(99));
  if (archived.physicalData !== null)
    Object.assign(archived.physicalData, { status: 'ARCHIVED', presentInArchive: true });
  return {
    series: make('RAW_DATA', 'series of 500 files', () => seriesFiles(seriesFileBytes), 500 * seriesFileBytes).code,
    oddNames: make('UNKNOWN', '', oddFiles).code,
    archived: archived.code,
    large: make('RAW_DATA', 'large file', largeFiles, 5 * gibibyte + 1).code,
    many: make('RAW_DATA', 'a hundred thousand files', manyFiles, 1_600_000).code,
  };
}

function seriesFiles(bytes: number): StoredFile[] {
  return Array.from({ length: 500 }, (_, index) => {
    const folder = `original/series/part-${String(Math.floor(index / 50)).padStart(2, '0')}`;
    return storedFile(`${folder}/frame-${String(index).padStart(3, '0')}.bin`, formulaBytes(bytes, index + 1));
  });
}

/** Small ones, each with its own bytes. */
function manyFiles(): StoredFile[] {
  return Array.from({ length: 100_000 }, (_, index) => {
    const folder = `original/many/${String(Math.floor(index / 1000)).padStart(2, '0')}`;
    return storedFile(`${folder}/${index}.bin`, formulaBytes(16, index));
  });
}

function largeFiles(): StoredFile[] {
  return [
    uncountedFile('original/large/stack.raw', formulaBytes(5 * gibibyte + 1, 77)),
    storedFile('original/large/empty.txt', formulaBytes(0, 0)),
  ];
}

const oddNames = [
  ...['two words.txt', 'a,b.txt', "it's.txt", 'no #1.txt', '100%.txt', 'plus+plus.txt', 'question?.txt', 'a&b=c.txt'],
  ...['Größe µ.txt', '日本語.txt', 'emoji 🔬.txt', 'cafe\u0301.txt', 'café.txt', 'README', 'readme', 'CON.txt'],
  ...[
    'trailing dot.',
    'back\\slash.txt',
    'colon:name.txt',
    'semi;colon.txt',
    '"quoted".txt',
    '.hidden',
    '[brackets].txt',
  ],
];

function oddFiles(): StoredFile[] {
  return [...oddNames, 'DEFAULT/inner.txt', 'folder with blank/a, b & c.txt'].map((name, index) =>
    textFile(`original/${name}`, `file ${index}\n`),
  );
}

function linkedDataSet(builder: SeedBuilder, owner: Sample): DataSet {
  const externalDms = {
    kind: 'externalDms' as const,
    code: 'NAS',
    label: 'Storage of the institute',
    address: 'nas:/data',
  };
  builder.registry.externalDms.push(externalDms);
  const made = builder.emptyDataSet('RAW_DATA', owner, { $NAME: 'on the storage of the institute' });
  made.dataSetKind = 'LINK';
  const copy = {
    path: '/2023/run-12',
    gitCommitHash: '3b18e512dba79e4c8300dd08aeb37f8e728b8dad',
    gitRepositoryId: 'r12',
  };
  const contentCopies = [{ kind: 'contentCopy' as const, id: `${made.code}-1`, externalDms, ...copy }];
  made.linkedData = { kind: 'linkedData', externalCode: 'run-12', externalDms, contentCopies };
  return made;
}

function containerOf(builder: SeedBuilder, owner: Sample, components: DataSet[]): DataSet {
  const made = builder.emptyDataSet('UNKNOWN', owner, {});
  made.dataSetKind = 'CONTAINER';
  made.components = components;
  for (const component of components) component.containers.push(made);
  return made;
}
