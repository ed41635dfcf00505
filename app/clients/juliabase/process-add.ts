import { isAppError } from '../../contract/app-error.ts';
import type { Pk } from '../../domain/juliabase.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { conflictBefore } from './checks.ts';
import { differsFromIntended, type FormSending, readWritten, settledByLook, withKnownOutcome } from './form-sending.ts';
import { checkMarker, checkProcess, type ProcessContent } from './institute/check-process.ts';
import type { CommonDraft, ProcessClass, ProcessDraft, ProcessKey, TypedProcess } from './institute/process-class.ts';
import { processDifferences, processFields } from './institute/process-form.ts';
import type { UntypedProcess, Values } from './institute/read-process.ts';
import { appendMarks, createMarker } from './marker.ts';
import type { Operators } from './operators.ts';
import { withNamedFields } from './process-problems.ts';
import type { ProcessesReading } from './processes.ts';
import { formFields } from './requests.ts';
import { checkFieldCount } from './result-check.ts';
import type { Selection } from './selection.ts';

export interface ProcessAddingParts {
  /** Name of the connection. */
  source: string;
  nowMs: () => number;
  reading: ProcessesReading;
  operators: Operators;
  selection: Selection;
  sending: FormSending;
}

/** A draft whose types are known to its class only. */
interface UntypedDraft extends CommonDraft {
  fields: Values;
  parts?: readonly Values[];
}

export function createProcessAdding(parts: ProcessAddingParts) {
  const { source, nowMs, reading, operators, selection, sending } = parts;

  async function existing(
    description: ProcessClass,
    key: ProcessKey | undefined,
    options: CallOptions,
  ): Promise<UntypedProcess | undefined> {
    if (key === undefined) return undefined;
    try {
      return await reading.byKey(description, key, options);
    } catch (error) {
      if (isAppError(error, 'not-found')) return undefined;
      throw error;
    }
  }

  async function refuseTaken(
    description: ProcessClass,
    content: ProcessContent,
    key: ProcessKey | undefined,
    options: CallOptions,
  ): Promise<void> {
    const there = await existing(description, key, options);
    if (there === undefined) return;
    throw conflictBefore(
      source,
      `The ${description.typeName} ${key} exists already.`,
      'Look whether it is the same, or choose another number.',
      { processId: there.id, differs: processDifferences(description, content, there) },
    );
  }

  /** What identifies the process, or its marker, tells whether it is there. */
  async function look(
    description: ProcessClass,
    content: ProcessContent,
    key: ProcessKey | undefined,
    marker: string,
    options: CallOptions,
  ): Promise<Pk | 'absent' | 'unclear'> {
    if (key !== undefined) {
      const there = await existing(description, key, options);
      if (there === undefined) return 'absent';
      return processDifferences(description, content, there).length === 0 ? there.id : 'unclear';
    }
    if (marker === '') return 'unclear';
    const call = { ...options, sampleIds: content.sampleIds };
    const { hits, complete } = await reading.findByMarker(description, marker, call);
    const [id, ...others] = hits;
    if (id !== undefined) return others.length === 0 ? id : 'unclear';
    return complete ? 'absent' : 'unclear';
  }

  async function addNow(
    description: ProcessClass,
    draft: UntypedDraft,
    marker: string,
    options: WriteOptions,
  ): Promise<UntypedProcess> {
    const content = contentOf(draft, marker);
    checkMarker(draft.marker);
    checkProcess(description, content, nowMs());
    const key = keyOf(description, content.values);
    await refuseTaken(description, content, key, options);
    const fields = [
      ...processFields(description, content, await operators.forProcess(draft, options)),
      ...formFields({ remove_from_my_samples: draft.removeFromMySamples === true }),
    ];
    checkFieldCount(fields.length);
    const plan = await selection.forAdding(`${description.url}/add/`, draft, options);
    const settle = (judged: Parameters<typeof settledByLook>[0]): ReturnType<typeof settledByLook> =>
      settledByLook(judged, () => look(description, content, key, marker, options));
    const { id } = await withNamedFields(description, () =>
      sending.send({ plan, fields, marker, settle, breaksWithoutLogin: isOpenToAll(description) }, options),
    );
    const words = `${description.typeName} ${key ?? id}`;
    const details = { processId: id };
    const record = await readWritten(words, source, details, () => reading.byKey(description, key ?? id, options));
    const differs = processDifferences(description, content, record);
    if (differs.length > 0) throw differsFromIntended(words, source, differs, details);
    return record;
  }

  return <C extends ProcessClass>(
    description: C,
    draft: ProcessDraft<C>,
    options: WriteOptions = {},
  ): Promise<TypedProcess<C>> => {
    // Inside, descriptions work on values whose types only they know; each is checked against its description.
    const untyped = draft as unknown as UntypedDraft;
    const marker = untyped.marker ?? (description.key === undefined ? createMarker() : '');
    return withKnownOutcome(marker, options, (watched) =>
      addNow(description, untyped, marker, watched),
    ) as unknown as Promise<TypedProcess<C>>;
  };
}

function contentOf(draft: UntypedDraft, marker: string): ProcessContent {
  const comments = draft.comments ?? '';
  return {
    sampleIds: draft.sampleIds,
    timestampUtc: draft.timestampUtc,
    inaccuracy: draft.inaccuracy,
    comments: marker === '' ? comments : appendMarks(comments, { marker }),
    values: draft.fields,
    parts: draft.parts ?? [],
  };
}

/** Forms that check no permission do not look for the login either. */
export function isOpenToAll({ permission }: ProcessClass): boolean {
  return permission === undefined;
}

/** Undefined where the id, which is not known before, identifies a process. */
function keyOf({ key }: ProcessClass, values: Values): ProcessKey | undefined {
  const value = key === undefined ? undefined : values[key];
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? value.trim() : undefined;
}
