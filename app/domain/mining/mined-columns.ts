import { okState, type TableColumn } from '../columns.ts';
import type { JsonLeaf } from '../json-tree.ts';
import { taiOfUtcClock } from '../time/leap-seconds.ts';
import { type MinedColumn, type MinedOrigin, stateCode } from './mine-samples.ts';

/** What is known of a column besides its cells. */
export interface ColumnWords {
  name: string;
  label: string;
  unit: string | null;
  note: string;
}

const noText = new Map<number, string>();

/** A column in the kind that most of its values have; values of another kind keep their text. */
export function columnOfValues({ values, states, field }: MinedColumn, words: ColumnWords): TableColumn {
  if (field.field === 'timestamp')
    return timeColumn(
      values.map((value) => (typeof value === 'string' ? value : null)),
      words,
      states,
    );
  const numbers = values.filter((value) => typeof value === 'number').length;
  const texts = values.filter((value) => value !== undefined).length - numbers;
  if (numbers <= texts) return textColumn(values.map(shown), words, states);
  return numberColumn(values, words, states);
}

export function textColumn(values: readonly string[], words: ColumnWords, states: Uint8Array | null): TableColumn {
  return { ...words, timeScale: null, kind: 'text', values, states: orNull(states), raw: null };
}

export function realColumn(values: Float64Array, words: ColumnWords, states: Uint8Array | null): TableColumn {
  return { ...words, timeScale: null, kind: 'real', values, states: orNull(states), raw: null };
}

/** Ids of the processes of an origin, and their times. */
export function originColumns(
  { processes }: MinedOrigin,
  id: ColumnWords,
  time: ColumnWords,
): [TableColumn, TableColumn] {
  const states = Uint8Array.from(processes, (process) => (process === null ? stateCode('no-process') : okState));
  const values = Int32Array.from(processes, (process) => process?.id ?? 0);
  return [
    { ...id, timeScale: null, kind: 'integer', values, states: orNull(states), raw: null },
    timeColumn(
      processes.map((process) => process?.timestampUtc ?? null),
      time,
      states,
    ),
  ];
}

function numberColumn(values: readonly (JsonLeaf | undefined)[], words: ColumnWords, given: Uint8Array): TableColumn {
  const states = given.slice();
  const raw = new Map<number, string>();
  for (const [row, value] of values.entries()) {
    if (value === undefined || typeof value === 'number') continue;
    states[row] = stateCode('unparsable');
    raw.set(row, shown(value));
  }
  const facts = { ...words, timeScale: null, states: orNull(states), raw: raw.size === 0 ? null : raw };
  const isWhole = values.every((value) => typeof value !== 'number' || value === (value | 0));
  return isWhole
    ? { ...facts, kind: 'integer', values: Int32Array.from(values, (value) => (typeof value === 'number' ? value : 0)) }
    : {
        ...facts,
        kind: 'real',
        values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
      };
}

function timeColumn(values: readonly (string | null)[], words: ColumnWords, given: Uint8Array): TableColumn {
  const states = given.slice();
  const raw = new Map<number, string>();
  const seconds = Float64Array.from(values, (text, row) => {
    if (text === null) return Number.NaN;
    const value = secondsOfUtc(text);
    if (value !== null) return value;
    states[row] = stateCode('unparsable');
    raw.set(row, text);
    return Number.NaN;
  });
  return {
    ...{ ...words, timeScale: 'UTC', timeStyle: 'iso', kind: 'time', values: seconds },
    ...{ states: orNull(states), raw: raw.size === 0 ? noText : raw },
  };
}

const epochMs = Date.UTC(1977, 0, 1);

/** As the column engine keeps times; null if the text is none. */
function secondsOfUtc(text: string): number | null {
  const clockMs = Date.parse(text) - epochMs;
  if (Number.isNaN(clockMs)) return null;
  const whole = Math.floor(clockMs / 1000);
  const tai = taiOfUtcClock(whole);
  return tai === null ? null : tai + clockMs / 1000 - whole;
}

function shown(value: JsonLeaf | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** Not one byte per cell where all of them are values. */
function orNull(states: Uint8Array | null): Uint8Array | null {
  return states?.some((state) => state !== okState) === true ? states : null;
}
