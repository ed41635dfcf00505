import type { ComputeApi, LoadedCurve } from '../analysis/compute-api.ts';
import type { Stamped } from '../contract/common.ts';
import type { PathRule } from '../contract/connections.ts';
import type { LoadEvent } from '../contract/figures.ts';
import type { CurveStatus, CurveSummary, FitRange } from '../domain/conductivity.ts';
import type { Process, Sample } from '../domain/juliabase.ts';
import type { FigureRegistry, OpenFigure } from './figure-registry.ts';
import type { LabReads, MemberAnswer } from './juliabase-service.ts';
import { locateServerFile } from './path-rules.ts';
import { type RawFileField, rawFileFields } from './raw-file-fields.ts';
import type { ReadRequest } from './server-reads.ts';

/** Larger files are not read: they are no conductivity measurement. */
const maxFileBytes = 512 * 1024 * 1024;

export interface LoaderParts {
  lab: Pick<LabReads, 'series' | 'sample' | 'members'>;
  compute: ComputeApi;
  figures: FigureRegistry;
  pathRulesOf(connectionId: string): Promise<readonly PathRule[]>;
  monotonicMs(): number;
}

type Progress = Extract<LoadEvent, { kind: 'progress' }>;

/** The figure of all members of a series: reads samples, then files, then fits; a member that fails costs only its own curve. */
export async function* loadSeriesFigure(
  parts: LoaderParts,
  request: ReadRequest,
  seriesName: string,
  fitRange: FitRange | null,
): AsyncGenerator<LoadEvent, void, void> {
  yield progress('series', 0, 1, null);
  const series = await parts.lab.series(request, seriesName);
  const names = series.value.members.map((member) => member.name);
  const answers: MemberAnswer[] = [];
  const stopwatch = startStopwatch(parts);
  for (const batch of inBatches(names, 4)) {
    yield progress('samples', answers.length, names.length, stopwatch(answers.length, names.length));
    answers.push(...(await parts.lab.members(request, batch)));
  }
  const members = series.value.members.map((member) => ({ id: member.id, name: member.name }));
  yield* loadCurves(parts, request, { seriesName, members, answers, stamps: [series], fitRange });
}

/** The figure of one sample. */
export async function* loadSampleFigure(
  parts: LoaderParts,
  request: ReadRequest,
  sampleName: string,
  fitRange: FitRange | null,
): AsyncGenerator<LoadEvent, void, void> {
  yield progress('samples', 0, 1, null);
  const sample = await parts.lab.sample(request, sampleName);
  const { id, name } = sample.value;
  const answers: MemberAnswer[] = [{ name, sample, problem: null }];
  yield* loadCurves(parts, request, { seriesName: null, members: [{ id, name }], answers, stamps: [sample], fitRange });
}

interface Subject {
  seriesName: string | null;
  members: OpenFigure['members'];
  answers: MemberAnswer[];
  stamps: Omit<Stamped<unknown>, 'value'>[];
  fitRange: FitRange | null;
}

async function* loadCurves(
  parts: LoaderParts,
  request: ReadRequest,
  subject: Subject,
): AsyncGenerator<LoadEvent, void, void> {
  const figureId = parts.figures.newId();
  const rules = await parts.pathRulesOf(request.connectionId);
  const curves: CurveSummary[] = [];
  const total = subject.answers.length;
  const stopwatch = startStopwatch(parts);
  try {
    for (const [index, answer] of subject.answers.entries()) {
      request.signal.throwIfAborted();
      yield progress('files', index, total, stopwatch(index, total));
      curves.push(await loadCurve(parts.compute, figureId, answer, subject.members[index]?.id ?? 0, rules));
    }
    yield progress('fit', 0, 1, null);
    const fitted = await parts.compute.fit({ figureId, range: subject.fitRange });
    for (const curve of curves) {
      const fit = fitted.fits.find((candidate) => candidate.curveKey === curve.sampleName);
      curve.fit = fit?.fit ?? null;
      curve.fitMessage = fit?.message ?? null;
    }
    const stamps = [
      ...subject.stamps,
      ...subject.answers.flatMap((answer) => (answer.sample === null ? [] : [answer.sample])),
    ];
    const figure = {
      figureId,
      connectionId: request.connectionId,
      seriesName: subject.seriesName,
      asOfUtc: stamps.map((stamp) => stamp.asOfUtc).toSorted()[0] ?? new Date(0).toISOString(),
      curves,
      fitRange: fitted.fits.some((fit) => fit.fit !== null) || subject.fitRange !== null ? fitted.range : null,
    };
    parts.figures.add({ ...figure, members: subject.members });
    yield { kind: 'ready', figure };
  } catch (error) {
    await parts.compute.release({ figureId });
    throw error;
  }
}

/** The curve of the newest process whose file holds conductivity; else the reason of the most telling failure. */
async function loadCurve(
  compute: ComputeApi,
  figureId: string,
  answer: MemberAnswer,
  sampleId: number,
  rules: readonly PathRule[],
): Promise<CurveSummary> {
  const empty = emptyCurve(answer.name, answer.sample?.value.id ?? sampleId);
  if (answer.sample === null) return { ...empty, status: 'sample-unreadable', message: answer.problem };
  const failures: CurveSummary[] = [];
  let others = 0;
  for (const field of fieldsNewestFirst(answer.sample.value)) {
    const curve = await tryField(compute, figureId, empty, field, rules);
    if (curve === 'no-conductivity') others += 1;
    else if (curve.status === 'ok' || curve.status === 'partial') return curve;
    else failures.push(curve);
  }
  return (
    failures.toSorted((a, b) => telling(b) - telling(a))[0] ?? {
      ...empty,
      status: 'no-raw-file',
      message: noFileMessage(others),
    }
  );
}

async function tryField(
  compute: ComputeApi,
  figureId: string,
  empty: CurveSummary,
  field: RawFileField,
  rules: readonly PathRule[],
): Promise<CurveSummary | 'no-conductivity'> {
  const named = { ...empty, serverFile: field.serverPath, processId: field.processId };
  const located = await locateServerFile(field.serverPath, rules);
  if (located.state !== 'found') {
    const status: CurveStatus = located.state === 'missing' ? 'file-missing' : 'file-refused';
    return { ...named, localFile: located.localPath, status, message: located.message };
  }
  const found = { ...named, localFile: located.localPath };
  const loaded = await compute.loadCurve({
    figureId,
    curveKey: empty.sampleName,
    path: located.localPath,
    maxBytes: maxFileBytes,
  });
  switch (loaded.status) {
    case 'not-conductivity':
      return 'no-conductivity';
    case 'broken':
      return { ...found, status: 'file-broken', message: sentence(loaded) };
    case 'ok':
    case 'partial':
      return {
        ...found,
        status: loaded.status,
        points: loaded.points,
        missing: loaded.missing,
        nonPositive: loaded.nonPositive,
        temperatureMinK: loaded.temperatureMinK,
        temperatureMaxK: loaded.temperatureMaxK,
        columns: loaded.columns,
        message: sentence(loaded),
      };
    default:
      return loaded.status satisfies never;
  }
}

function fieldsNewestFirst(sample: Sample): RawFileField[] {
  const newestFirst = (a: Process, b: Process): number => b.timestampUtc.localeCompare(a.timestampUtc) || b.id - a.id;
  return sample.processes.toSorted(newestFirst).flatMap(rawFileFields);
}

/** A broken conductivity file says more than one that is missing, and that more than a path that is not ours. */
function telling(curve: CurveSummary): number {
  return ['file-refused', 'file-missing', 'file-broken'].indexOf(curve.status);
}

function sentence(loaded: LoadedCurve): string | null {
  if (loaded.message === null) return null;
  return loaded.remedy === undefined || loaded.remedy === null ? loaded.message : `${loaded.message} ${loaded.remedy}`;
}

function noFileMessage(others: number): string {
  if (others === 0) return 'No process of this sample names a raw data file.';
  return others === 1
    ? 'The one raw data file of this sample holds no conductivity.'
    : `None of the ${others} raw data files of this sample holds conductivity.`;
}

function emptyCurve(sampleName: string, sampleId: number): CurveSummary {
  return {
    sampleName,
    sampleId,
    status: 'ok',
    points: 0,
    missing: 0,
    nonPositive: 0,
    serverFile: null,
    localFile: null,
    processId: null,
    message: null,
    temperatureMinK: null,
    temperatureMaxK: null,
    columns: [],
    fit: null,
    fitMessage: null,
  };
}

function progress(phase: Progress['phase'], done: number, total: number | null, remainingMs: number | null): Progress {
  return { kind: 'progress', phase, done, total, remainingMs };
}

function startStopwatch({ monotonicMs }: LoaderParts): (done: number, total: number) => number | null {
  const startMs = monotonicMs();
  return (done, total) => (done === 0 ? null : ((monotonicMs() - startMs) / done) * (total - done));
}

function* inBatches<T>(items: readonly T[], size: number): Generator<T[], void, void> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
