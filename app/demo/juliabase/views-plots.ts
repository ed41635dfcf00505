import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Exchange, notFound, PermissionDenied, type Reply, ViewError } from './exchange.ts';
import { type Process, processClasses } from './model.ts';
import { onePagePdf } from './pdf.ts';
import { viewsProcess } from './rights.ts';

const [plotWidth, plotHeight, margin] = [400, 280, 30] as const;
const largestFile = 5_000_000;

type Point = readonly [x: number, y: number];

/** The plot of a process, to be printed. */
export function plot(exchange: Exchange, id: number, plotId = ''): Reply {
  const { process, points } = findPlot(exchange, id, plotId);
  const steps = points.map(([x, y], index) => `${x.toFixed(1)} ${y.toFixed(1)} ${index === 0 ? 'm' : 'l'}`);
  const sample = exchange.lab.samples.find((one) => one.processIds.includes(id))?.name ?? String(id);
  const kind = process.className === 'PDSMeasurement' ? 'pds' : 'solarsimulator';
  const slug = sample.replace(/[^-A-Za-z0-9]+/g, '_');
  return {
    status: 200,
    contentType: 'application/pdf',
    body: onePagePdf(plotWidth, plotHeight, `${steps.join('\n')}\nS`),
    headers: { 'content-disposition': `attachment; filename="${kind}_${slug}.pdf"` },
  };
}

/** The same, small on the data sheet. */
export function plotThumbnail(exchange: Exchange, id: number, plotId = ''): Reply {
  const { points } = findPlot(exchange, id, plotId);
  const steps = points.map(([x, y]) => `${x.toFixed(1)},${(plotHeight - y).toFixed(1)}`).join(' ');
  const body = `<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${plotWidth}" height="${plotHeight}" viewBox="0 0 ${plotWidth} ${plotHeight}"><rect width="100%" height="100%" fill="#fff"/><polyline points="${steps}" fill="none" stroke="#0072b2" stroke-width="2"/></svg>
`;
  return { status: 200, contentType: 'image/svg+xml', body };
}

function findPlot(exchange: Exchange, id: number, plotId: string): { process: Process; points: Point[] } {
  const { lab, filesFolder } = exchange;
  const process = lab.processes.find((one) => one.id === id);
  const isResult = lab.results.some((one) => one.id === id);
  if (process === undefined && !isResult) throw notFound('No Process matches the given query.');
  if (process === undefined || !(process.className in processClasses)) throw noPlots;
  if (!viewsProcess(exchange, process))
    throw new PermissionDenied(
      'You are not allowed to view the process because you are not allowed to see its samples.',
    );
  const points = readCurve(filesFolder, dataFile(process, plotId));
  if (points === undefined) throw notFound('The plot cannot be drawn: its raw data file is missing or unreadable.');
  return { process, points: inFrame(points) };
}

const noPlots = new ViewError(500, 0, 'NotImplementedError');

/** Where the curve of a plot stands: the only one of PDS, one per cell of the solar simulator. */
function dataFile(process: Process, plotId: string): string {
  if (process.className === 'PDSMeasurement' && plotId === '') return String(process.fields.raw_datafile);
  if (process.className === 'SolarsimulatorMeasurement') {
    const cell = process.fields[`cell position ${plotId}`];
    if (typeof cell === 'object' && cell !== null && !Array.isArray(cell)) return String(cell.data_file);
  } else if (process.className !== 'PDSMeasurement') throw noPlots;
  throw notFound(`There is no plot "${plotId}" of process ${process.id}.`);
}

/** Pairs of positive numbers, one a line; only of files inside the folder. */
function readCurve(folder: string, path: string): Point[] | undefined {
  const target = resolve(folder, path);
  const inside = relative(resolve(folder), target);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  const found = statSync(target, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size > largestFile) return undefined;
  const points = readFileSync(target, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([x, y, ...rest]): Point[] =>
      x !== undefined && y !== undefined && Number.isFinite(x) && y > 0 && rest.length === 0
        ? [[x, Math.log10(y)]]
        : [],
    );
  return points.length < 2 ? undefined : points;
}

function inFrame(points: readonly Point[]): Point[] {
  const scale = (values: number[], size: number): ((value: number) => number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (value) => margin + ((size - 2 * margin) * (value - low)) / (high - low || 1);
  };
  const x = scale(
    points.map((point) => point[0]),
    plotWidth,
  );
  const y = scale(
    points.map((point) => point[1]),
    plotHeight,
  );
  return points.map((point) => [x(point[0]), y(point[1])]);
}
