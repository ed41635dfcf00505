import type { JsonValue } from '../../../contract/app-error.ts';
import type { Process } from '../../../domain/juliabase.ts';
import type { FormField } from '../../http/request-body.ts';
import { formFields } from '../requests.ts';
import { sameSet, sameText } from '../result-compare.ts';
import { type FormOperator, operatorFields } from '../result-form.ts';
import { toServerTimestamp } from '../timestamps.ts';
import { kindOfPart, type ProcessContent } from './check-process.ts';
import type { FieldSet } from './fields.ts';
import type { PartList, ProcessClass } from './process-class.ts';
import { readProcess, type UntypedProcess, type Values } from './read-process.ts';

/** The fields of the form of a class, for a content that was checked. */
export function processFields(description: ProcessClass, content: ProcessContent, operator: FormOperator): FormField[] {
  const { parts } = description;
  return [
    ...formFields({
      timestamp: toServerTimestamp(content.timestampUtc),
      timestamp_inaccuracy: content.inaccuracy,
      comments: content.comments,
      finished: true,
      [description.samples === 'one' ? 'sample' : 'sample_list']: content.sampleIds,
    }),
    ...operatorFields(operator),
    ...ownFields(description.fields, content.values, ''),
    ...(parts === undefined ? [] : content.parts.flatMap((part, index) => partFields(parts, part, index))),
  ];
}

function partFields(list: PartList, part: Values, index: number): FormField[] {
  const prefix = `${index}-`;
  const kind = kindOfPart(list, part);
  return [
    ...(list.kindField === '' ? [] : formFields({ [prefix + list.kindField]: String(part[list.kindField]) })),
    ...(kind === undefined ? [] : ownFields(kind.fields, part, prefix)),
  ];
}

function ownFields(fields: FieldSet, values: Values, prefix: string): FormField[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name] ?? null;
    return value === null || field.use === 'read-only' ? [] : formFields({ [prefix + name]: field.toForm(value) });
  });
}

/** The names of the parts in which a record is not as intended, e.g. `apparatus` or `layer 2: chamber`. */
export function processDifferences(description: ProcessClass, intended: ProcessContent, record: Process): string[] {
  const read = readProcess(description, record);
  const common: [string, boolean][] = [
    ['timestamp', Date.parse(intended.timestampUtc) === Date.parse(read.timestampUtc)],
    ['timestamp inaccuracy', intended.inaccuracy === read.timestampInaccuracy],
    ['comments', sameText(intended.comments, read.comments)],
    ['samples', sameSet(intended.sampleIds, read.sampleIds)],
  ];
  return [
    ...common.flatMap(([name, same]) => (same ? [] : [name])),
    ...fieldDifferences(description.fields, intended.values, read.values),
    ...partDifferences(description.parts, intended, read),
  ];
}

function partDifferences(list: PartList | undefined, intended: ProcessContent, read: UntypedProcess): string[] {
  if (list === undefined) return [];
  const { id, jsonKey } = list;
  const there = new Map(read.parts.map((part) => [String(part[id]), part]));
  const count = intended.parts.length === read.parts.length ? [] : [`number of ${jsonKey}s`];
  const differences = intended.parts.flatMap((part) => {
    const key = String(part[id]);
    const other = there.get(key);
    const kind = kindOfPart(list, part);
    if (other === undefined || kind === undefined) return [`${jsonKey} ${key}`];
    const sameKind = list.kindField === '' || part[list.kindField] === other[list.kindField];
    const names = sameKind ? fieldDifferences(kind.fields, part, other) : [list.kindField];
    return names.map((name) => `${jsonKey} ${key}: ${name}`);
  });
  return [...count, ...differences];
}

/** Compared as the form sends them, so that trimming and the like make no difference. */
function fieldDifferences(fields: FieldSet, left: Values, right: Values): string[] {
  const sent = (values: Values, name: string): string => {
    const value = values[name] ?? null;
    return value === null ? '' : (fields[name]?.toForm(value) ?? '').replace(/\r\n?/g, '\n');
  };
  return Object.entries(fields).flatMap(([name, { use }]) =>
    use === 'read-only' || sent(left, name) === sent(right, name) ? [] : [name],
  );
}

/** Names the fields of a rejected form as the description does, beside the labels of the server. */
export function withFieldNames(description: ProcessClass, problems: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(problems)) return problems;
  const names = namesByLabel(description);
  return problems.map((problem) => {
    const isProblem = typeof problem === 'object' && problem !== null && 'field' in problem;
    const name = isProblem ? names.get(String(problem.field).toLowerCase()) : undefined;
    return name === undefined || !isProblem ? problem : { ...problem, name };
  });
}

function namesByLabel({ fields, parts }: ProcessClass): Map<string, string> {
  const sets = [...Object.values(parts?.kinds ?? {}).map((kind) => kind.fields), fields];
  return new Map(
    sets.flatMap((set) =>
      Object.entries(set).map(([name, { label }]) => [(label ?? name.replaceAll('_', ' ')).toLowerCase(), name]),
    ),
  );
}
