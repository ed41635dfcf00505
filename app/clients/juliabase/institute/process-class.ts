import type { Pk, Process, TimestampInaccuracy } from '../../../domain/juliabase.ts';
import type { Field, FieldSet, FieldUse } from './fields.ts';

type ValueOf<F> = F extends Field<infer T, FieldUse> ? T : never;
type NamesOf<F extends FieldSet, U extends FieldUse> = {
  [N in keyof F]: F[N]['use'] extends U ? N : never;
}[keyof F];

/** The values a form needs; optional ones may be absent or null. */
export type DraftValues<F extends FieldSet> = { [N in NamesOf<F, 'required'>]: ValueOf<F[N]> } & {
  [N in NamesOf<F, 'optional'>]?: ValueOf<F[N]> | null;
};

/** The values of a record. */
export type RecordValues<F extends FieldSet> = {
  [N in keyof F]: F[N]['use'] extends 'optional' ? ValueOf<F[N]> | null : ValueOf<F[N]>;
};

/** The repeated part of a class, such as layers or cells; the types are those of one part in drafts and records. */
export interface PartList<D extends object = object, R extends object = object> {
  /** What stands before the identifying value in answers, e.g. 'layer' for `layer 1`. */
  readonly jsonKey: string;
  /** The field that identifies a part within its process, and that makes it visible in the form. */
  readonly id: string;
  /** The form field that tells the kind; empty if there is one kind only. */
  readonly kindField: string;
  /** By the value of the kind field; a single kind stands under the empty text. */
  readonly kinds: Readonly<Record<string, PartKind>>;
  /** Never there: these two carry types. */
  readonly draftType?: D;
  readonly recordType?: R;
}

export interface PartKind {
  /** As the content type in answers names it, e.g. 'cluster tool PECVD layer'; empty for a single kind. */
  readonly typeName: string;
  readonly fields: FieldSet;
}

/**
 * Parts that are all alike.
 * @param description `jsonKey` e.g. 'layer' for `layer 1`; `id`: the field that identifies a part.
 */
export function parts<F extends FieldSet>(description: {
  jsonKey: string;
  id: keyof F & string;
  fields: F;
}): PartList<DraftValues<F>, RecordValues<F>> {
  const { jsonKey, id, fields } = description;
  return { jsonKey, id, kindField: '', kinds: { '': { typeName: '', fields } } };
}

type KindDrafts<N extends string, K extends Record<string, { fields: FieldSet }>> = {
  [V in keyof K]: { [name in N]: V } & DraftValues<K[V]['fields']>;
}[keyof K];
type KindRecords<N extends string, K extends Record<string, { fields: FieldSet }>> = {
  [V in keyof K]: { [name in N]: V } & RecordValues<K[V]['fields']>;
}[keyof K];

/**
 * Parts of several kinds.
 * @param description `kindField`: the form field that tells the kind; `kinds`: their fields by its value, and what the
 *   content type in answers calls them.
 */
export function partsOfKinds<
  const N extends string,
  K extends Record<string, { typeName: string; fields: FieldSet }>,
>(description: { jsonKey: string; id: string; kindField: N; kinds: K }): PartList<KindDrafts<N, K>, KindRecords<N, K>> {
  return description;
}

/** A class of physical processes as an institute has it. */
export interface ProcessClass<
  F extends FieldSet = FieldSet,
  K extends string = string,
  P extends PartList | undefined = PartList | undefined,
> {
  /** What stands behind ` | ` in the content type, e.g. 'PDS measurement'. */
  readonly typeName: string;
  /** First piece of its addresses, e.g. 'pds_measurements'. */
  readonly url: string;
  /** Name of the model, as searches and `availableItems` take it, e.g. 'PDSMeasurement'. */
  readonly model: string;
  /** The field that identifies a process in addresses; absent: its id. */
  readonly key?: K;
  /** Who has it may add processes; absent: everybody may. e.g. 'institute.add_pdsmeasurement'. */
  readonly permission?: string;
  /** How many samples a process has. */
  readonly samples: 'one' | 'several';
  /** The server ignores other samples in an edit. Default false. */
  readonly keepsSamples?: boolean;
  /** The forms need comments. Default false. */
  readonly needsComments?: boolean;
  readonly fields: F;
  readonly parts?: P;
}

/**
 * Describes a class of processes; the description is all that is needed to add, edit, search and read its processes
 * with types. An institute writes one such description per class, see `institute/demo-institute.ts`.
 */
export function processClass<
  F extends FieldSet,
  const K extends string = never,
  P extends PartList | undefined = undefined,
>(description: ProcessClass<F, K & keyof F, P>): ProcessClass<F, K & keyof F & string, P> {
  return description;
}

/** The list of a class, whose property may be absent; never for classes without. */
type ListOf<C extends ProcessClass> = NonNullable<C['parts']>;
type DraftPart<C extends ProcessClass> = ListOf<C> extends PartList<infer D, object> ? D : never;
type RecordPart<C extends ProcessClass> = [ListOf<C>] extends [never]
  ? never
  : ListOf<C> extends PartList<object, infer R>
    ? R
    : never;
type PartsOfDraft<C extends ProcessClass> = [ListOf<C>] extends [never]
  ? { parts?: never }
  : { parts: readonly DraftPart<C>[] };

export interface CommonDraft {
  /** Exactly one, or at least one, as the class says. */
  sampleIds: readonly Pk[];
  /** ISO 8601 with zone; not ahead of the server's clock. */
  timestampUtc: string;
  inaccuracy: TimestampInaccuracy;
  /** Markdown; default: none. */
  comments?: string;
  /** Login name; only administrators may name somebody else. Default: the user. */
  operator?: string;
  /** Primary key of an external operator the user answers for. */
  externalOperatorId?: Pk;
  /** Takes the samples off My Samples afterwards. Default false. */
  removeFromMySamples?: boolean;
  /**
   * 26 base-32 letters, appended to the comments, by which the record can be found again; made by the client if absent
   * and the class has no identifying field.
   */
  marker?: string;
}

/** A process to be added. */
export type ProcessDraft<C extends ProcessClass> = CommonDraft & {
  fields: DraftValues<C['fields']>;
} & PartsOfDraft<C>;

/** What to change in a process; whatever is absent stays as it is on the server. */
export type ProcessEdit<C extends ProcessClass> = Partial<
  Pick<CommonDraft, 'sampleIds' | 'timestampUtc' | 'inaccuracy' | 'comments'>
> & {
  fields?: Partial<DraftValues<C['fields']>>;
  /** What was changed and why, for the notification of others; required by the server. */
  description: string;
  /** Notify others prominently. Default false. */
  important?: boolean;
  /** The state the user saw; the edit is refused with 'conflict' if the server has another one by now. */
  expect?: TypedProcess<C>;
} & Partial<PartsOfDraft<C>>;

/** A process with its values as the class describes them. */
export type TypedProcess<C extends ProcessClass> = Process & {
  values: RecordValues<C['fields']>;
  /** Layers, cells …, in the order of the server; empty for classes without. */
  parts: RecordPart<C>[];
};

/** What identifies a process of a class in its addresses. */
export type ProcessKey = string | number;
