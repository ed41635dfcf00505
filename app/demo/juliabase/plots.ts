import { readFileSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { curvePdf, curveSvg, type DrawnCurve } from './drawings.ts';
import { type Exchange, notFound, type Reply, ViewError } from './exchange.ts';
import type { Process } from './model.ts';
import { cellsOf } from './process-forms.ts';
import { findProcess } from './views-processes.ts';

export function plotPdf(exchange: Exchange, id: string, plotId = ''): Reply {
  const process = findPlotted(exchange, id);
  const sample = exchange.lab.samples.find((one) => one.processIds.includes(process.id));
  const slug = (sample?.name ?? id).replace(/[^-\w]+/g, '-');
  const prefix = process.className === 'PDSMeasurement' ? 'pds' : 'solarsimulator';
  return {
    status: 200,
    contentType: 'application/pdf',
    body: curvePdf(curveOf(exchange, process, plotId)),
    headers: { 'content-disposition': `attachment; filename=${prefix}_${slug}.pdf` },
  };
}

export function plotThumbnail(exchange: Exchange, id: string, plotId = ''): Reply {
  const curve = curveOf(exchange, findPlotted(exchange, id), plotId);
  return { status: 200, contentType: 'image/svg+xml', body: curveSvg(curve) };
}

/** Classes without plots, and results, break the real view. */
function findPlotted(exchange: Exchange, id: string): Process {
  if (exchange.lab.results.some((result) => String(result.id) === id))
    throw new ViewError(500, 0, 'NotImplementedError');
  const process = findProcess(exchange, id);
  if (process.className === 'PDSMeasurement' || process.className === 'SolarsimulatorMeasurement') return process;
  throw new ViewError(500, 0, 'NotImplementedError');
}

function curveOf(exchange: Exchange, process: Process, plotId: string): DrawnCurve {
  return process.className === 'PDSMeasurement' ? pdsCurve(exchange, process, plotId) : cellCurve(process, plotId);
}

function pdsCurve({ filesFolder }: Exchange, process: Process, plotId: string): DrawnCurve {
  if (plotId !== '') throw notFound('No such plot.');
  const text = readInside(filesFolder, String(process.fields.raw_datafile));
  const points = text
    .split('\n')
    .map((line): [number, number] => {
      const [x = Number.NaN, y = Number.NaN] = line.split('\t').map(Number);
      return [x, Math.log10(y)];
    })
    .filter((point) => point.every(Number.isFinite));
  if (points.length < 2) throw notFound('The raw data file could not be read.');
  return { title: `PDS ${String(process.fields.number)}`, xLabel: 'energy / eV', yLabel: 'log α / cm⁻¹', points };
}

/** Paths are hostile text for the demo as well: nothing outside the folder is read. */
function readInside(folder: string, path: string): string {
  try {
    const root = realpathSync(folder);
    const target = realpathSync(resolve(root, path));
    if (target.startsWith(root + sep)) return readFileSync(target, 'utf8');
  } catch {
    // Missing: answered like one that lies elsewhere.
  }
  throw notFound(`The raw data file "${path}" was not found.`);
}

/** A diode with the stored current and efficiency. */
function cellCurve(process: Process, plotId: string): DrawnCurve {
  const cell = cellsOf(process.fields).find((one) => one.position === plotId);
  if (cell === undefined || cell.isc === null || cell.eta === null) throw notFound('No such plot.');
  const [current, fillFactor, thermalV] = [cell.isc, 0.7, 0.05];
  const openV = cell.eta / (current * fillFactor);
  const points = Array.from({ length: 60 }, (_, index): [number, number] => {
    const voltage = -0.1 + ((openV + 0.12) * index) / 59;
    return [voltage, current * (Math.expm1(voltage / thermalV) / Math.expm1(openV / thermalV) - 1)];
  });
  return { title: `Cell ${plotId}`, xLabel: 'voltage / V', yLabel: 'current density / (mA/cm²)', points };
}
