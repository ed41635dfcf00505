import { z } from 'zod';
import type { JsonValue } from '../../../../app/contract/app-error.ts';
import type { RecordTable } from '../../../../app/contract/drms.ts';
import { TableFigureSchema } from '../../../../app/contract/table-figures.ts';
import { columnsOfFigure, type TableFigure } from '../../../../app/domain/table-figure.ts';
import { dragModes } from '../../../../app/figures/table-figure.ts';
import { xAxisOf } from '../../../../app/figures/time-axis.ts';
import { type PlotView, wholeView } from '../../../plots/plot-geometry.ts';
import { keepLook, keptLook } from '../table/kept-looks.ts';
import { choicesOf, figureOf, viewOf } from './named-figure.ts';
import type { PlotChoices } from './plot-toolbar.tsx';

const part = 'plot';
const PlotLook = z.object({
  figure: TableFigureSchema,
  /** Of the columns drawn, x first: the part that was seen means nothing in others. */
  units: z.array(z.string().nullable()),
  drag: z.enum(dragModes),
  isTable: z.boolean(),
});

interface Plot {
  choices: PlotChoices;
  view: PlotView;
}

/** What the plot of a table was left with; null if nothing, or if a column of it is gone. */
export function keptPlot(tableName: string, table: Pick<RecordTable, 'columns'>): Plot | null {
  const kept = keptLook(tableName, part, PlotLook);
  if (kept === null) return null;
  const { figure, units, drag, isTable } = kept;
  if (!columnsOfFigure(figure).every((name) => table.columns.some((column) => column.name === name))) return null;
  const drawn = choicesOf(table, figure);
  const x = table.columns[drawn.x];
  const isSame = unitsOf(table, figure).join('\n') === units.join('\n');
  return {
    choices: { ...drawn, overlay: null, drag, isTable },
    view: x === undefined || !isSame ? wholeView : viewOf(figure, xAxisOf(x, 'own')),
  };
}

/** The column of another table goes with that. */
export function keepPlot(
  tableName: string,
  table: Pick<RecordTable, 'columns'>,
  { choices, view, timeScale }: Plot & Pick<TableFigure, 'timeScale'>,
): void {
  const column = table.columns[choices.x];
  if (column === undefined || choices.ys.length === 0) return;
  const figure = figureOf(table, choices, { view, x: xAxisOf(column, timeScale), timeScale });
  const { drag, isTable } = choices;
  const look = { figure, units: unitsOf(table, figure), drag, isTable };
  // As it is written.
  keepLook(tableName, part, JSON.parse(JSON.stringify(look)) as JsonValue);
}

function unitsOf({ columns }: Pick<RecordTable, 'columns'>, { x, ys }: TableFigure): (string | null)[] {
  const unitOf = (name: string): string | null => columns.find((column) => column.name === name)?.unit ?? null;
  return [x, ...ys.map(({ column }) => column)].map(unitOf);
}
