import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import type { AttachSubject } from '../contract/attach.ts';
import type { TableFigureSpec } from '../contract/table-figures.ts';
import { figureIdentity } from './attach-content.ts';
import {
  type CurveFacts,
  columnsOfCurves,
  curveTable,
  factsOf,
  proposedCurveColumns,
  quotientUnit,
} from './attach-curves.ts';
import type { AttachedFigure } from './attach-figure.ts';
import { commentsText, sourceText } from './attach-table-texts.ts';
import { findTarget } from './attach-target.ts';
import { slug } from './figure-drawing.ts';
import { fitLine } from './mining-fits.ts';
import { columnAt } from './mining-numbers.ts';
import { columnFilterOf } from './record-filter.ts';
import type { ReadTable } from './table-columns.ts';
import { numbersOf, placeOf } from './table-figure-columns.ts';
import type { TableFigureData } from './table-figure-data.ts';
import { questionOfTable, serverOfQuestion, type TableServers } from './table-figure-question.ts';

export interface TableAttachParts extends TableFigureData, TableServers {
  drawTable(spec: TableFigureSpec, format: 'png' | 'pdf'): Promise<Uint8Array>;
}

const mostTitleCharacters = 50;

/** Columns of a kept table over another, with the numbers of each curve and of the line through it. */
export async function tableToAttach(
  parts: TableAttachParts,
  client: JuliaBaseClient,
  { spec, connectionId, target }: Extract<AttachSubject, { kind: 'table' }>,
  signal: AbortSignal,
): Promise<AttachedFigure> {
  const { figure } = spec;
  const read = await parts.records.read(spec.tableId);
  const other = spec.overlay === null ? null : await parts.records.read(spec.overlay.tableId);
  const question = questionOfTable(await parts.kept.stored(spec.tableId));
  const server = question === null ? null : await serverOfQuestion(parts, question);
  const found = await findTarget(client, target, signal);
  const curves = await factsOfCurves(parts, spec, { read, other }, signal);
  const ys = figure.ys.map(({ column }) => column);
  const title = `${ys.join(', ')} over ${figure.x}`;
  return {
    ...{ connectionId, ...found },
    identity: figureIdentity({
      ...{ kind: 'table', x: figure.x, ys, source: sourceText(read, question, server) },
      ...(found.seriesName === null
        ? { subjectKind: 'samples', subject: found.members.map(({ name }) => name).toSorted() }
        : { subjectKind: 'series', subject: [found.seriesName] }),
    }),
    columns: columnsOfCurves(figure.line),
    proposed: {
      title: title.length <= mostTitleCharacters ? title : `${title.slice(0, mostTitleCharacters - 1)}…`,
      comments: commentsText(spec, read, other),
      columns: proposedCurveColumns(figure.line),
      editDescription: 'Figure drawn again from its table.',
    },
    fileName: slug(title),
    table: (columns) => curveTable(curves, columns),
    draw: (format) => parts.drawTable(spec, format),
  };
}

/** All rows count: what is drawn of many is thinned out. */
async function factsOfCurves(
  parts: TableFigureData,
  { figure, filters, overlay }: TableFigureSpec,
  { read, other }: { read: ReadTable; other: ReadTable | null },
  signal: AbortSignal,
): Promise<CurveFacts[]> {
  const engine = await parts.kept.open();
  const curveOf = async (of: { read: ReadTable; x: string; y: string; filters: TableFigureSpec['filters'] }) => {
    const { about, place } = numbersOf(of.read, of.y);
    const filter = columnFilterOf(of.filters, of.read.columns);
    const [x = new Float64Array(), y = new Float64Array()] = await Promise.all(
      [placeOf(of.read, of.x).place, place].map((at) =>
        engine.column(of.read.table.tableId, columnAt(of.read, at).stored.name, filter, { signal }),
      ),
    );
    return { name: about.name, unit: about.unit, x, y };
  };
  const own = await Promise.all(
    figure.ys.map(async ({ column }) => {
      const curve = await curveOf({ read, x: figure.x, y: column, filters });
      return { ...factsOf(curve, figure.seen), line: await lineOf(parts, { figure, filters }, read, signal) };
    }),
  );
  if (overlay === null || other === null) return own;
  const curve = await curveOf({ read: other, x: overlay.x, y: overlay.y, filters: [] });
  const name = `${curve.name} of ${other.table.recordSet}`;
  return [...own, { ...factsOf({ ...curve, name }, { x: figure.seen.x, y: null }), line: null }];
}

/** Through the one curve; drawing refuses a line through several. */
async function lineOf(
  parts: TableFigureData,
  { figure, filters }: Pick<TableFigureSpec, 'figure' | 'filters'>,
  read: ReadTable,
  signal: AbortSignal,
): Promise<CurveFacts['line']> {
  const [y] = figure.ys;
  if (figure.line === null || y === undefined) return null;
  const [over, of] = [numbersOf(read, figure.x), numbersOf(read, y.column)];
  const numbers = { engine: await parts.kept.open(), read, statistics: parts.statistics };
  const fit = await fitLine(numbers, { x: over.place, y: of.place, ...figure.line, filters }, signal);
  return { fit, slopeUnit: quotientUnit(of.about.unit, over.about.unit) };
}
