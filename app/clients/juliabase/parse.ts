import { z } from 'zod';
import { AppError } from '../../contract/app-error.ts';
import { type JsonTree, toTree } from '../../domain/json-tree.ts';
import type {
  Pk,
  Process,
  Result,
  ResultImageType,
  Sample,
  TimestampInaccuracy,
  ValueTable,
} from '../../domain/juliabase.ts';
import { parseJsonBody } from '../http/json-body.ts';
import { listOf, tableOf } from './first-issue.ts';
import { type Place, placeInWords, within } from './place.ts';
import type { TableCell } from './tables-api.ts';

const pk = z.int().positive();
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const pks = listOf(pk);

const processFields = {
  id: pk,
  content_type: z.string(),
  timestamp: z.string(),
  timestamp_inaccuracy: z
    .int()
    .min(0)
    .max(6)
    .nullish()
    .transform((value) => value ?? 0),
  operator: text,
  external_operator: optionalText,
  comments: text,
  last_modified: optionalText,
  finished: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  samples: pks.nullish().transform((value) => value ?? []),
};
const processSchema = z.object(processFields);

const resultSchema = z.object({
  ...processFields,
  title: z.string(),
  image_type: z.enum(['none', 'png', 'jpeg', 'pdf']),
  quantities_and_values: z.unknown(),
  sample_series: listOf(z.string())
    .nullish()
    .transform((value) => value ?? []),
});

const sampleSchema = z.object({
  id: pk,
  name: z.string(),
  current_location: text,
  currently_responsible_person: text,
  purpose: text,
  tags: text,
  split_origin: optionalText,
  topic: optionalText,
  last_modified: optionalText,
});

const cell = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));
const tableSchema = z.tuple([listOf(cell), listOf(listOf(cell))]);

export function parseProcess(value: unknown, place: Place): Process | Result {
  if (isRecord(value) && 'quantities_and_values' in value && 'title' in value) return parseResult(value, place);
  return commonParts(check(processSchema, value, place), fieldsBeside(value, processSchema));
}

export function parseResult(value: unknown, place: Place): Result {
  const read = check(resultSchema, value, place);
  return {
    ...commonParts(read, fieldsBeside(value, resultSchema)),
    title: read.title,
    imageType: read.image_type satisfies ResultImageType,
    table: parseTable(read.quantities_and_values, within(place, 'quantities_and_values')),
    seriesNames: read.sample_series,
  };
}

export function parseSample(value: unknown, place: Place): Sample {
  const read = check(sampleSchema, value, place);
  const others = Object.entries(isRecord(value) ? value : {}).filter(
    ([key]) => !Object.hasOwn(sampleSchema.shape, key),
  );
  const isProcess = ([key, item]: [string, unknown]): boolean => key.startsWith('process #') && isRecord(item);
  return {
    id: read.id,
    name: read.name,
    currentLocation: read.current_location,
    responsiblePerson: read.currently_responsible_person,
    purpose: read.purpose,
    tags: read.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    splitOrigin: read.split_origin,
    topic: read.topic,
    lastModifiedUtc: read.last_modified,
    processes: others.filter(isProcess).map(([key, item]) => parseProcess(item, within(place, key))),
    otherFields: toTree(others.filter((entry) => !isProcess(entry))),
  };
}

/** Servers before September 2020 send the table as JSON within a string, possibly an empty one. */
export function parseTable(value: unknown, place: Place): ValueTable {
  const inner =
    typeof value === 'string'
      ? value.trim() === ''
        ? [[], []]
        : parseJsonBody(value, placeInWords(place), place.server)
      : value;
  if (Array.isArray(inner) && inner.length === 0) return { headings: [], rows: [] };
  const [headings, rows] = check(tableSchema, inner, place);
  return { headings, rows };
}

const keyTables = z.object({
  topics: tableOf(pk).optional(),
  users: tableOf(pk).optional(),
  external_operators: tableOf(pk).optional(),
  depositions: tableOf(pk).optional(),
  samples: tableOf(z.union([pk, pks])).optional(),
});
export type KeyTables = z.infer<typeof keyTables>;

export function parseKeyTables(value: unknown, place: Place): KeyTables {
  return check(keyTables, value, place);
}

export function parsePks(value: unknown, place: Place): Pk[] {
  return check(pks, value, place);
}

/** An id, or null where there is none. */
export function parseOptionalPk(value: unknown, place: Place): Pk | null {
  return check(pk.nullable(), value, place);
}

/** Ids by name. */
export function parsePkTable(value: unknown, place: Place): ReadonlyMap<string, Pk> {
  return check(tableOf(pk), value, place);
}

const items = listOf(z.union([z.string(), z.number()]));

export function parseItems(value: unknown, place: Place): (string | number)[] {
  return check(items, value, place);
}

export function parsePermissions(value: unknown, place: Place): [Pk[], Pk[], string[]] {
  return check(z.tuple([pks, pks, listOf(z.string())]), value, place);
}

export function parseFoldedElements(value: unknown, place: Place): { topicIds: Pk[]; seriesHashes: string[] } {
  const [topicIds, seriesHashes] = check(z.tuple([pks, listOf(z.string())]), value, place);
  return { topicIds, seriesHashes };
}

const exportedRows = listOf(z.object({ name: z.string().optional() }));

/** The `name` cells of an export; rows without one are left out. */
export function parseExportedNames(value: unknown, place: Place): string[] {
  const rows = check(exportedRows, value, place);
  return rows.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

const exportedCell = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform(withoutHardBlanks);
const exportedTable = listOf(tableOf(exportedCell));

/** The rows of an export, cells by heading in the order they were sent. */
export function parseExportedRows(value: unknown, place: Place): ReadonlyMap<string, TableCell>[] {
  return check(exportedTable, value, place).map(
    (row) => new Map(Array.from(row, ([heading, cell]) => [withoutHardBlanks(heading), cell])),
  );
}

/** Labels of rows hold blanks at which no line may break. */
function withoutHardBlanks<T>(cell: T): T | string {
  return typeof cell === 'string' ? cell.replaceAll('\u00a0', ' ') : cell;
}

function commonParts(read: z.infer<typeof processSchema>, fields: JsonTree): Process {
  const separator = read.content_type.indexOf(' | ');
  return {
    id: read.id,
    contentType: read.content_type,
    typeName: separator < 0 ? read.content_type : read.content_type.slice(separator + 3),
    timestampUtc: read.timestamp,
    // The schema allows 0 to 6 only.
    timestampInaccuracy: read.timestamp_inaccuracy as TimestampInaccuracy,
    operator: read.operator,
    externalOperator: read.external_operator,
    comments: read.comments,
    lastModifiedUtc: read.last_modified,
    finished: read.finished,
    sampleIds: read.samples,
    fields,
  };
}

function fieldsBeside(value: unknown, schema: z.ZodObject): JsonTree {
  return toTree(Object.entries(isRecord(value) ? value : {}).filter(([key]) => !Object.hasOwn(schema.shape, key)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that a schema describes. @throws AppError 'bad-response' that names the part which is not as described */
export function check<T>(schema: z.ZodType<T>, value: unknown, place: Place): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.map(String) ?? [];
  const where = path.reduce(within, place);
  throw new AppError(
    'bad-response',
    `The answer for ${placeInWords(where)} is not as JuliaBase sends it: ${issue?.message ?? ''}.`,
    {
      remedy: 'Check whether the server has a version that Quarry knows.',
      source: place.server,
      details: { path: place.path, part: where.part ?? '' },
    },
  );
}
