import type { JsonTreeValue } from '../../../domain/json-tree.ts';
import { markdownProblem } from '../markdown.ts';

/** 'required': the form needs it; 'optional': it may be null; 'read-only': it stands in answers, no form has it. */
export type FieldUse = 'required' | 'optional' | 'read-only';

/** One field of a process class: how its values are checked, sent and read. */
export interface Field<T, U extends FieldUse = 'required'> {
  readonly use: U;
  /** What the server calls it in its forms; default: the name of the field in words. */
  readonly label?: string;
  /** e.g. 'nm'; undefined for numbers without one and for everything that is no number. */
  readonly unit?: string;
  /** Why the server would refuse the value, as the end of a sentence that names the field; undefined if it would not. */
  problem(value: T): string | undefined;
  /** The value as the form takes it; an empty text is left out, which is how a form says false. */
  toForm(value: T): string;
  /** The value in an answer; undefined if it is none of this kind. */
  read(value: JsonTreeValue): T | undefined;
}

export type FieldSet = Readonly<Record<string, Field<unknown, FieldUse>>>;

export interface FieldOptions {
  /** What the server calls it in its forms; default: the name of the field in words. */
  label?: string;
}

/**
 * A line of text, or several.
 * @param options `longest`: most characters the server keeps; default: no limit.
 */
export function text({ longest, ...options }: FieldOptions & { longest?: number } = {}): Field<string> {
  return {
    ...options,
    use: 'required',
    problem(value) {
      const length = Array.from(value.trim()).length;
      if (length === 0) return 'is empty';
      return longest !== undefined && length > longest
        ? `has ${length} characters; JuliaBase keeps ${longest}`
        : undefined;
    },
    toForm: (value) => value.trim(),
    read: (value) => (typeof value === 'string' ? value.trim() : undefined),
  };
}

/** Markdown as JuliaBase allows it: no images, no headings that are underlined. */
export function markdown(options: FieldOptions = {}): Field<string> {
  return {
    ...options,
    use: 'required',
    problem: markdownProblem,
    toForm: (value) => value.trim(),
    read: (value) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : undefined),
  };
}

export interface NumberOptions extends FieldOptions {
  /** e.g. 'nm'. */
  unit?: string;
  /** Smallest value that is allowed. */
  least?: number;
  /** Greatest value that is allowed. */
  most?: number;
}

/**
 * A number.
 * @param options `decimals`: most digits behind the point; default: no limit.
 */
export function number({
  decimals,
  least,
  most,
  ...options
}: NumberOptions & { decimals?: number } = {}): Field<number> {
  return {
    ...options,
    use: 'required',
    problem(value) {
      if (!Number.isFinite(value)) return 'is no number';
      if (decimals !== undefined && Number(value.toFixed(decimals)) !== value)
        return `has more digits behind the point than ${decimals}`;
      return outOfRange(value, least, most);
    },
    toForm: String,
    read: readNumber,
  };
}

/** A whole number. */
export function whole({ least, most, ...options }: NumberOptions = {}): Field<number> {
  return {
    ...options,
    use: 'required',
    problem: (value) => (Number.isSafeInteger(value) ? outOfRange(value, least, most) : 'is no whole number'),
    toForm: String,
    read: readNumber,
  };
}

/** One of several texts. */
export function choice<const T extends string>(choices: readonly T[], options: FieldOptions = {}): Field<T> {
  const find = (value: unknown): T | undefined => choices.find((one) => one === value);
  return {
    ...options,
    use: 'required',
    problem: (value) => (find(value) === undefined ? `is none of ${choices.join(', ')}` : undefined),
    toForm: (value) => value,
    read: find,
  };
}

/** A check box. */
export function yesNo(options: FieldOptions = {}): Field<boolean> {
  return {
    ...options,
    use: 'required',
    problem: () => undefined,
    toForm: (value) => (value ? 'on' : ''),
    read: (value) => (typeof value === 'boolean' ? value : undefined),
  };
}

/** A duration like `55:00` or `1:02:03`; the server drops hours that are zero, and so does what is read. */
export function duration(options: FieldOptions = {}): Field<string> {
  return {
    ...options,
    use: 'required',
    problem: (value) => (normalDuration(value) === undefined ? 'is not of the form HH:MM:SS' : undefined),
    toForm: (value) => normalDuration(value) ?? value,
    read: (value) => (typeof value === 'string' ? normalDuration(value) : undefined),
  };
}

/** The field may be left out; it is read as null then. */
export function optional<T>(field: Field<T>): Field<T, 'optional'> {
  return { ...field, use: 'optional' };
}

/** The field stands in answers only. */
export function readOnly<T>(field: Field<T>): Field<T, 'read-only'> {
  return { ...field, use: 'read-only' };
}

function outOfRange(value: number, least: number | undefined, most: number | undefined): string | undefined {
  if (least !== undefined && value < least) return `is less than ${least}`;
  return most !== undefined && value > most ? `is more than ${most}` : undefined;
}

function readNumber(value: JsonTreeValue): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function normalDuration(text: string): string | undefined {
  const [, hours = '0', minutes = '', seconds = ''] = /^(?:(\d{1,2}):)?(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? [];
  if (minutes === '' || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const padded = minutes.padStart(2, '0');
  return Number(hours) === 0 ? `${padded}:${seconds}` : `${Number(hours)}:${padded}:${seconds}`;
}
