import { type Exchange, json, lastOf, notFound, type Reply, ViewError } from './exchange.ts';
import type { LabState, Process } from './model.ts';
import { processJson } from './present.ts';
import { cellsOf } from './process-forms.ts';
import { integer } from './rights.ts';
import { localText, readTimestamp } from './times.ts';

/** Small questions that crawlers of the institute ask before they add something. */
export function nextDepositionNumber({ lab, nowMs }: Exchange, letter: string): Reply {
  const prefix = `${String(new Date(nowMs).getUTCFullYear()).slice(2)}${letter}-`;
  const numbers = lab.processes
    .map((process) => String(process.fields.number ?? ''))
    .filter((text) => text.startsWith(prefix))
    .map((text) => Number.parseInt(text.slice(prefix.length), 10) || 0);
  return json(`${prefix}${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`);
}

function processesOf(lab: LabState, sampleId: number, className: string): Process[] {
  const ids = lab.samples.find((sample) => sample.id === sampleId)?.processIds ?? [];
  return lab.processes.filter((process) => process.className === className && ids.includes(process.id));
}

/** Id of the newest structuring of a sample before a server-local time, or null. */
export function structuringBySample({ lab, query, timezone }: Exchange, sampleId: string): Reply {
  const text = lastOf(query, 'timestamp');
  const untilMs = text === undefined ? Number.POSITIVE_INFINITY : readTimestamp(text, timezone);
  if (untilMs === undefined) throw new ViewError(422, 5, 'timestamp has an invalid format');
  const found = processesOf(lab, integer(sampleId), 'Structuring')
    .filter((process) => process.timestampMs <= untilMs)
    .toSorted((a, b) => b.timestampMs - a.timestampMs)[0];
  return json(found?.id ?? null);
}

/** False for all but admins, and an error of the server if there is none. */
export function substrateBySample({ lab, user }: Exchange, sampleId: string): Reply {
  if (!user.isAdmin) return json(false);
  const substrate = processesOf(lab, integer(sampleId), 'Substrate')[0];
  if (substrate === undefined) throw new ViewError(500, 0, 'IndexError: list index out of range');
  return json(processJson(lab, substrate));
}

function filePath({ query }: Exchange): string {
  const path = lastOf(query, 'filepath');
  if (path === undefined) throw new ViewError(422, 3, '"filepath" missing.');
  return path;
}

/** The solar simulator measurement that has a cell with this data file. */
export function solarMeasurementByFile(exchange: Exchange): Reply {
  const path = filePath(exchange);
  const found = exchange.lab.processes.find(
    (process) =>
      process.className === 'SolarsimulatorMeasurement' &&
      cellsOf(process.fields).some((cell) => cell.data_file === path),
  );
  if (found === undefined) throw notFound('No such cell measurement.');
  return json(found.id);
}

/** The measurement of this sample, lamp and server-local day that the cell belongs to, or null. */
export function matchingSolarMeasurement(
  exchange: Exchange,
  [irradiation, sampleId, position, day]: readonly string[],
): Reply {
  const path = filePath(exchange);
  const found = processesOf(exchange.lab, Number(sampleId), 'SolarsimulatorMeasurement')
    .filter(
      (process) =>
        process.fields.irradiation === irradiation &&
        localText(process.timestampMs, exchange.timezone).startsWith(String(day)),
    )
    // A cell that another file stands for already needs a measurement of its own.
    .find((process) => cellsOf(process.fields).every((cell) => cell.position !== position || cell.data_file === path));
  return json(found?.id ?? null);
}
