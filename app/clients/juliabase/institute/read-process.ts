import { AppError } from '../../../contract/app-error.ts';
import { isTree, type JsonTree, type JsonTreeValue } from '../../../domain/json-tree.ts';
import type { Process, Sample } from '../../../domain/juliabase.ts';
import { type Place, placeInWords, within } from '../place.ts';
import type { FieldSet } from './fields.ts';
import type { PartKind, PartList, ProcessClass, TypedProcess } from './process-class.ts';

/** Values by name, their types known to the description only. */
export type Values = Record<string, unknown>;

export interface UntypedProcess extends Process {
  values: Values;
  parts: Values[];
}

/**
 * A process with its values as a class describes them.
 * @returns undefined if it is of another class.
 * @throws AppError 'bad-response' that names the field whose value is not as described.
 */
export function asProcess<C extends ProcessClass>(description: C, process: Process): TypedProcess<C> | undefined {
  if (process.typeName !== description.typeName) return undefined;
  // The description says what the values are, and each was checked against it.
  return readProcess(description, process) as unknown as TypedProcess<C>;
}

/** The processes of one class that a sample has, in its order. */
export function processesOf<C extends ProcessClass>(sample: Sample, description: C): TypedProcess<C>[] {
  return sample.processes.flatMap((process) => asProcess(description, process) ?? []);
}

/** As `asProcess`, without types, for a process that is of the class. */
export function readProcess(description: ProcessClass, process: Process, server = 'the server'): UntypedProcess {
  const place: Place = { server, path: `processes/${process.id}` };
  const { parts } = description;
  return {
    ...process,
    values: readFields(description.fields, process.fields, place),
    parts: parts === undefined ? [] : readParts(parts, process.fields, place),
  };
}

function readParts(list: PartList, tree: JsonTree, place: Place): Values[] {
  return tree.entries.flatMap(({ key, value }) => {
    if (!key.startsWith(`${list.jsonKey} `) || !isTree(value)) return [];
    const here = within(place, key);
    const [kindName, kind] = kindOf(list, value, here);
    const values = readFields(kind.fields, value, here);
    return [list.kindField === '' ? values : { [list.kindField]: kindName, ...values }];
  });
}

function kindOf(list: PartList, tree: JsonTree, place: Place): [name: string, kind: PartKind] {
  const kinds = Object.entries(list.kinds);
  const [only] = kinds;
  if (list.kindField === '' && only !== undefined) return only;
  const contentType = tree.entries.find(({ key }) => key === 'content_type')?.value;
  const typeName = typeof contentType === 'string' ? contentType.replace(/^.* \| /, '') : '';
  const found = kinds.find(([, kind]) => kind.typeName === typeName);
  if (found === undefined) throw notAsDescribed(within(place, 'content_type'));
  return found;
}

function readFields(fields: FieldSet, tree: JsonTree, place: Place): Values {
  const sent = new Map<string, JsonTreeValue>(tree.entries.map(({ key, value }) => [key, value]));
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = sent.get(name);
      const isEmpty = value === undefined || value === null || value === '';
      if (isEmpty && field.use === 'optional') return [name, null];
      const read = value === undefined ? undefined : field.read(value);
      if (read === undefined) throw notAsDescribed(within(place, name));
      return [name, read];
    }),
  );
}

function notAsDescribed(place: Place): AppError {
  return new AppError('bad-response', `The answer for ${placeInWords(place)} is not as the institute’s file says.`, {
    remedy: 'Correct the description of this class of processes.',
    source: place.server,
    details: { path: place.path, part: place.part ?? '' },
  });
}
