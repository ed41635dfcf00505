import { AppError } from '../contract/app-error.ts';
import { isNumberColumn, type TableFigure } from '../domain/table-figure.ts';
import { type AxisName, axesOf, axisOf } from '../figures/table-axes.ts';
import { type XAxis, xAxisOf } from '../figures/time-axis.ts';
import type { ReadColumn, ReadTable } from './table-columns.ts';

export interface Place {
  place: number;
  about: ReadColumn['about'];
}

/** @throws AppError 'invalid-input' naming the column, also from the functions below */
export function horizontal(read: ReadTable, { x, timeScale }: TableFigure): { place: number; axis: XAxis } {
  const { place, about } = placeOf(read, x);
  if (about.kind !== 'time' && !isNumberColumn(about))
    throw new AppError('invalid-input', `${x} holds texts, so nothing can be drawn over it.`, {
      remedy: `Choose a column of times or numbers: ${namesOf(read, isDrawable)}.`,
    });
  return { place, axis: xAxisOf(about, timeScale) };
}

export interface DrawnColumn extends Place {
  axis: AxisName;
  error: number | null;
}

/** Each column on the axis of its unit; the overlay has the last word on what units there are. */
export function vertical(
  read: ReadTable,
  { ys }: TableFigure,
  overlay: Place | null,
): { own: DrawnColumn[]; overlay: (Place & { axis: AxisName }) | null } {
  const chosen = ys.map(({ column, error }) => ({
    ...numbersOf(read, column),
    error: error === null ? null : numbersOf(read, error).place,
  }));
  const axes = axesOf([...chosen, ...(overlay === null ? [] : [overlay])].map(({ about }) => about));
  const onAxis = <T extends Place>(one: T): T & { axis: AxisName } => {
    const axis = axisOf(axes, one.about);
    if (axis !== null) return { ...one, axis };
    const { name, unit } = one.about;
    throw new AppError('invalid-input', `There is no axis left for ${name} (${unit ?? 'no unit'}).`, {
      remedy: 'A figure has two axes: draw columns of two units at most.',
    });
  };
  return { own: chosen.map(onAxis), overlay: overlay === null ? null : onAxis(overlay) };
}

export function numbersOf(read: ReadTable, name: string): Place {
  const found = placeOf(read, name);
  if (isNumberColumn(found.about)) return found;
  throw new AppError('invalid-input', `${name} holds no numbers.`, {
    remedy: `Choose a column of numbers: ${namesOf(read, isNumberColumn)}.`,
  });
}

export function placeOf(read: ReadTable, name: string): Place {
  const place = read.columns.findIndex(({ about }) => about.name === name);
  const about = read.columns[place]?.about;
  if (about !== undefined) return { place, about };
  throw new AppError('invalid-input', `The table has no column ${name}.`, {
    remedy: `Choose among ${namesOf(read, isDrawable)}.`,
  });
}

const isDrawable = (about: ReadColumn['about']): boolean => about.kind === 'time' || isNumberColumn(about);
/** More names would hide the sentence. */
const mostNames = 12;

function namesOf({ columns }: ReadTable, isWanted: (about: ReadColumn['about']) => boolean): string {
  const names = columns.filter(({ about }) => isWanted(about)).map(({ about }) => about.name);
  return names.length === 0
    ? 'there is none'
    : `${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ', …' : ''}`;
}
