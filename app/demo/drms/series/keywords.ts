import { formatTime, missingTime, type TimeForm } from '../time/format-time.ts';
import type { Axis, DemoRecord, Keyword, KeywordType, Value } from './model.ts';

type ValueOf = (record: DemoRecord) => Value;

const plain = (value: Value): string => (value === null ? '' : String(value));

const defaults: Record<KeywordType, string> = {
  char: '-128',
  short: '-32768',
  int: '-2147483648',
  longlong: '-9223372036854775808',
  float: 'nan',
  double: 'nan',
  time: missingTime,
  string: '',
};

interface KeywordInput {
  name: string;
  type: KeywordType;
  value: ValueOf;
  note: string;
  units?: string;
  scope?: string;
  print?: Keyword['print'];
}

function keyword({
  name,
  type,
  value,
  note,
  units = 'none',
  scope = 'variable',
  print = plain,
}: KeywordInput): Keyword {
  return { name, type, scope, units, note, defval: defaults[type], value, print };
}

export function int(name: string, note: string, value: ValueOf, units = 'none'): Keyword {
  return keyword({ name, type: 'int', note, value, units });
}

export function whole(type: 'char' | 'short' | 'longlong', name: string, note: string, value: ValueOf): Keyword {
  return keyword({ name, type, note, value });
}

/** Printed with a fixed number of digits, as by `%.nf`. */
export function real(
  type: 'float' | 'double',
  name: string,
  note: string,
  digits: number,
  value: ValueOf,
  units = 'none',
): Keyword {
  const print = (number: Value): string => (typeof number === 'number' ? number.toFixed(digits) : plain(number));
  const stored = type === 'double' ? value : toFloat(value);
  return keyword({ name, type, note, value: stored, units, print });
}

function toFloat(value: ValueOf): ValueOf {
  return (record) => {
    const number = value(record);
    return typeof number === 'number' ? Math.fround(number) : number;
  };
}

export function text(name: string, note: string, value: ValueOf, units = 'none'): Keyword {
  return keyword({ name, type: 'string', note, value, units });
}

export function time(name: string, note: string, form: TimeForm, value: ValueOf): Keyword {
  const print = (tai: Value): string => (typeof tai === 'number' ? formatTime(tai, form) : missingTime);
  const units = form.zone === 'UTC' ? 'UTC' : form.zone;
  return { ...keyword({ name, type: 'time', note, value, units, print }), timeForm: form };
}

/** Bit 31 says that there is no image. */
export function quality(value: ValueOf): Keyword {
  const print = (bits: Value): string =>
    `0x${(Number(bits ?? 0x80000000) >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  const note = 'Bit mask - 0x80000000 no image';
  return { ...keyword({ name: 'QUALITY', type: 'int', note, value, print }), alwaysPrinted: true };
}

export function constant(name: string, note: string, value: string | number, units = 'none'): Keyword {
  const type = typeof value === 'string' ? 'string' : 'double';
  const print = (given: Value): string => (typeof given === 'number' ? given.toFixed(1) : plain(given));
  const made = keyword({ name, type, note, value: () => value, units, scope: 'constant', print });
  return { ...made, defval: print(value) };
}

/** The keyword of a prime key; a slotted one brings its companions. */
export function primeKeyword(axis: Axis, position: number, note: string, form: TimeForm): Keyword[] {
  const value: ValueOf = ({ at }) => axis.valueAt(at[position] ?? 0);
  if (axis.kind === 'string') return [{ ...text(axis.key, note, value), scope: 'index' }];
  if (axis.kind === 'number') return [{ ...int(axis.key, note, value), scope: 'index' }];
  const label = time(axis.key, note, form, value);
  const { slots } = axis;
  if (slots === undefined) return [{ ...label, scope: 'index' }];
  const slotNumber: ValueOf = ({ at }) => slots.first + (at[position] ?? 0);
  return [
    { ...label, scope: 'ts_eq' },
    { ...whole('longlong', `${axis.key}_index`, 'Slot number', slotNumber), scope: 'index' },
    {
      ...time(`${axis.key}_epoch`, 'Start of slot 0', form, () => slots.epoch),
      scope: 'constant',
      defval: formatTime(slots.epoch, form),
    },
    constant(`${axis.key}_step`, 'Slot length', slots.step, 'secs'),
    constant(`${axis.key}_unit`, 'Unit of the step', 'secs'),
  ];
}
