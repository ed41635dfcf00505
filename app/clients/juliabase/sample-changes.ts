import { isAppError } from '../../contract/app-error.ts';
import { isTree } from '../../domain/json-tree.ts';
import type { Pk, Sample } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { invalidDraft } from './checks.ts';
import { answersTrueFor } from './classify-write.ts';
import { quote } from './double-quote.ts';
import { type FormSending, settledBy, withKnownOutcome } from './form-sending.ts';
import { parseOptionalPk } from './parse.ts';
import { formFields, samplePath } from './requests.ts';
import { createSampleAdding, type SampleWritingParts } from './sample-add.ts';
import { createAliasAdding } from './sample-alias.ts';
import type { DeathReason, NameAfterDeposition, SampleChanges } from './sample-changes-api.ts';
import { checkSampleName } from './sample-check.ts';
import { createSampleEditing } from './sample-edit.ts';
import { createProvisionalAdding } from './sample-provisional.ts';
import { createSampleSplitting } from './sample-split.ts';
import type { Selection, SelectionPlan } from './selection.ts';
import type { Wire } from './wire.ts';

export interface SampleChangeParts extends SampleWritingParts {
  wire: Wire;
  selection: Selection;
  nowMs: () => number;
}

/** A change that the server answers with `true`; one look tells whether it was made. */
export interface SimpleChange {
  /** What `onOutcome` shall hear. */
  id: Pk;
  plan: SelectionPlan;
  fields: FormField[];
  isDone: () => Promise<boolean>;
}

export async function sendChange(sending: FormSending, change: SimpleChange, options: WriteOptions): Promise<void> {
  const { id, plan, fields, isDone } = change;
  const settle = (judged: Parameters<typeof settledBy>[0]): ReturnType<typeof settledBy> =>
    settledBy(judged, id, isDone);
  await sending.send({ plan, fields, marker: '', idOf: answersTrueFor(id), settle }, options);
}

export function createSampleChanges(parts: SampleChangeParts): SampleChanges {
  const { wire, keys, reading, sending, selection } = parts;
  const plain = (path: string): SelectionPlan => ({ path, temporary: [] });
  const known = <T>(options: WriteOptions, write: (watched: WriteOptions) => Promise<T>): Promise<T> =>
    withKnownOutcome('', options, write);

  async function hasNames(names: ReadonlyMap<Pk, string>, options: CallOptions): Promise<boolean> {
    const samples = await Promise.all([...names.keys()].map((id) => reading.byId(id, options)));
    return samples.every((sample) => sample.name === names.get(sample.id));
  }

  async function rename(name: string, newName: string, keepsAlias: boolean, options: WriteOptions): Promise<Sample> {
    checkSampleName('newName', newName);
    const { id } = await reading.get(name, options);
    const fields = formFields({ old_name: name, new_name: newName.trim(), create_alias: keepsAlias });
    const isDone = (): Promise<boolean> => hasNames(new Map([[id, newName.trim()]]), options);
    await sendChange(sending, { id, plan: plain('samples/rename/'), fields, isDone }, options);
    return reading.byId(id, options);
  }

  async function bulkRename(
    newNames: ReadonlyMap<Pk, string>,
    keepsAlias: boolean,
    options: WriteOptions,
  ): Promise<void> {
    const [first] = newNames.keys();
    if (first === undefined) return;
    const trimmed = new Map(Array.from(newNames, ([id, name]) => [id, name.trim()]));
    for (const name of trimmed.values()) checkSampleName('newNames', name);
    checkDistinct('newNames', [...trimmed.values()]);
    const fields = Array.from(trimmed).flatMap(([id, name]) =>
      formFields({ [`${id}-name`]: name, [`${id}-save_alias`]: keepsAlias }),
    );
    const path = `bulk_rename?ids=${[...trimmed.keys()].join(',')}`;
    await sendChange(
      sending,
      { id: first, plan: plain(path), fields, isDone: () => hasNames(trimmed, options) },
      options,
    );
  }

  async function kill(name: string, reason: DeathReason, options: WriteOptions): Promise<void> {
    const { id, name: exactName } = await reading.get(name, options);
    const isDone = async (): Promise<boolean> =>
      (await reading.byId(id, options)).processes.some(({ typeName }) => typeName === 'cease of existence');
    const plan = plain(`${samplePath(exactName)}/kill/`);
    await sendChange(sending, { id, plan, fields: formFields({ reason }), isDone }, options);
  }

  async function remove(name: string, options: WriteOptions): Promise<void> {
    const { id, name: exactName } = await reading.get(name, options);
    const isDone = (): Promise<boolean> =>
      reading.byId(id, options).then(
        () => false,
        (error: unknown) => {
          if (isAppError(error, 'not-found')) return true;
          throw error;
        },
      );
    await sendChange(sending, { id, plan: plain(`${samplePath(exactName)}/delete/`), fields: [], isDone }, options);
  }

  async function copyInformalStack(name: string, toIds: readonly Pk[], options: WriteOptions): Promise<void> {
    if (toIds.length === 0) throw invalidDraft('toIds', 'There is no sample to copy to.', 'Choose at least one.');
    const source = await reading.get(name, options);
    const path = `${samplePath(source.name)}/copy_informal_stack/`;
    const plan = await selection.forEditing(path, { sampleIds: toIds }, { sampleIds: [] }, options);
    const wanted = layersOf(source);
    const isDone = async (): Promise<boolean> => {
      const targets = await Promise.all(toIds.map((id) => reading.byId(id, options)));
      return targets.every((target) => layersOf(target) === wanted);
    };
    await sendChange(sending, { id: source.id, plan, fields: formFields({ samples: toIds }), isDone }, options);
  }

  async function renameAfterDeposition(
    number: string,
    names: readonly NameAfterDeposition[],
    newLocation: string,
    options: WriteOptions,
  ): Promise<void> {
    const all = names.flatMap(({ newName, pieceNames = [] }) => [newName, ...pieceNames]);
    for (const name of all) checkSampleName('names', name);
    checkDistinct('names', all);
    const fields = names.flatMap(({ sampleId, newName, pieceNames = [] }, index) => [
      ...formFields({
        [`${index}-sample`]: sampleId,
        [`${index}-number_of_pieces`]: Math.max(1, pieceNames.length),
        [`${index}-new_name`]: newName,
      }),
      ...(pieceNames.length === 0 ? [newName] : pieceNames).flatMap((piece, k) =>
        formFields({ [`${index}_${k}-new_name`]: piece }),
      ),
    ]);
    const id = (await keys.depositions([number], options)).get(number) ?? 0;
    const isDone = (): Promise<boolean> =>
      hasNames(new Map(names.map(({ sampleId, newName }) => [sampleId, newName])), options);
    const plan = plain(`depositions/split_and_rename_samples/${quote(number)}`);
    await sendChange(
      sending,
      { id, plan, fields: [...fields, ...formFields({ new_location: newLocation })], isDone },
      options,
    );
  }

  const addAlias = createAliasAdding(parts);
  return {
    add: createSampleAdding(parts),
    addProvisional: createProvisionalAdding(parts),
    edit: createSampleEditing(parts),
    rename: (name, newName, { keepsAlias = true, ...options } = {}) =>
      known(options, (watched) => rename(name, newName, keepsAlias, watched)),
    bulkRename: (newNames, { keepsAlias = false, ...options } = {}) =>
      known(options, (watched) => bulkRename(newNames, keepsAlias, watched)),
    addAlias: (name, alias, options = {}) => known(options, (watched) => addAlias(name, alias, watched)),
    split: createSampleSplitting(parts),
    async latestSplit(name, options) {
      const path = `latest_split/${samplePath(name).replace(/^samples\//, '')}`;
      return parseOptionalPk(await wire.json(path, options), wire.placeOf(path));
    },
    kill: (name, reason, options = {}) => known(options, (watched) => kill(name, reason, watched)),
    delete: (name, options = {}) => known(options, (watched) => remove(name, watched)),
    copyInformalStack: (name, toIds, options = {}) =>
      known(options, (watched) => copyInformalStack(name, toIds, watched)),
    renameAfterDeposition: (number, names, { newLocation = '', ...options } = {}) =>
      known(options, (watched) => renameAfterDeposition(number, names, newLocation, watched)),
  };
}

export function checkDistinct(field: string, names: readonly string[]): void {
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) {
    throw invalidDraft(field, `The name “${twin}” stands twice among the new names.`, 'Give each sample its own name.');
  }
}

/** The layers as text, without what belongs to one sample alone. */
function layersOf({ otherFields }: Sample): string {
  const layers = otherFields.entries.flatMap(({ key, value }) =>
    key.startsWith('informal layer #') && isTree(value)
      ? [value.entries.filter((entry) => entry.key !== 'id' && entry.key !== 'sample_details')]
      : [],
  );
  return JSON.stringify(layers);
}
