import type { Handlers } from '../contract/contract.ts';
import type { TableFigureData } from './table-figure-data.ts';
import { checkTableImage } from './table-figure-drawing.ts';
import { openTableFigure } from './table-figure-opening.ts';
import type { TableOpeningParts } from './table-figure-source.ts';

type TableFigureHandlers = Pick<Handlers, 'figures.table.check' | 'figures.table.open'>;

/** Figures of tables: before they go to print, and when they come back as pictures. */
export function createTableFigureHandlers(parts: TableFigureData & TableOpeningParts): TableFigureHandlers {
  return {
    'figures.table.check': (request, { signal }) => checkTableImage(parts, request, signal),
    'figures.table.open': (request, context) => openTableFigure(parts, request, context),
  };
}
