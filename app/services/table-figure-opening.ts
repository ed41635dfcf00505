import { isAppError } from '../contract/app-error.ts';
import type { CallContext } from '../contract/entry.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { OpenedTableFigure, TablePicture } from '../contract/table-figures.ts';
import { columnsOfFigure, type TableFigure } from '../domain/table-figure.ts';
import { type Asking, type FoundTable, findTable, type TableOpeningParts } from './table-figure-source.ts';

/** The table that a picture was drawn from, or the answer of now; null if it had to be asked for and may not be. */
export async function openTableFigure(
  parts: TableOpeningParts,
  { picture, ask }: { picture: TablePicture; ask: Asking },
  context: CallContext,
): Promise<OpenedTableFigure | null> {
  const found = await findTable(parts, picture, { columns: columnsOfFigure(picture.figure), ask }, context);
  if (found === null) return null;
  const overlay = await findOverlay(parts, picture, ask, context);
  return overlay === null ? null : opened(found, picture, overlay);
}

/** A plot without its overlay is still worth opening; null if it had to be asked for and may not be. */
async function findOverlay(
  parts: TableOpeningParts,
  { overlay }: TablePicture,
  ask: Asking,
  context: CallContext,
): Promise<{ drawn: OpenedTableFigure['overlay']; lost: string[] } | null> {
  if (overlay === null) return { drawn: null, lost: [] };
  const lost = { drawn: null, lost: [`${overlay.y} of ${overlay.table.title}`] };
  try {
    const found = await findTable(parts, overlay, { columns: [overlay.x, overlay.y], ask }, context);
    if (found === null) return null;
    const { table } = found.read;
    const placeOf = (name: string): number => table.columns.findIndex((column) => column.name === name);
    const [x, y] = [placeOf(overlay.x), placeOf(overlay.y)];
    return x < 0 || y < 0 ? lost : { drawn: { table, x, y }, lost: [] };
  } catch (error) {
    if (isAppError(error, 'not-found')) return lost;
    throw error;
  }
}

function opened(
  { read: { table }, question }: FoundTable,
  picture: TablePicture,
  overlay: { drawn: OpenedTableFigure['overlay']; lost: string[] },
): OpenedTableFigure {
  const has = (name: string | null): boolean => name === null || table.columns.some((column) => column.name === name);
  const { figure } = picture;
  const placed = picture.filters.map(({ column, unit, filter }) => ({
    column,
    place: table.columns.findIndex((one) => one.name === column && one.unit === unit),
    filter,
  }));
  const lost = [
    ...columnsOfFigure(figure).filter((name) => !has(name)),
    ...placed.filter(({ place }) => place < 0).map(({ column }) => column),
    ...overlay.lost,
  ];
  return {
    table,
    question,
    figure: stillThere(figure, has),
    filters: placed.flatMap(({ place, filter }): RecordFilter[] => (place < 0 ? [] : [{ ...filter, column: place }])),
    overlay: overlay.drawn,
    lost: [...new Set(lost)],
  };
}

/** The figure without columns that are gone; null if nothing is left. */
function stillThere(figure: TableFigure, has: (name: string | null) => boolean): TableFigure | null {
  const ys = figure.ys
    .filter(({ column }) => has(column))
    .map((one) => ({ ...one, error: has(one.error) ? one.error : null }));
  return has(figure.x) && ys.length > 0 ? { ...figure, ys } : null;
}
