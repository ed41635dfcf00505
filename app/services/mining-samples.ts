import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import type { Stamped } from '../contract/common.ts';
import type { MiningSource } from '../contract/mining.ts';
import type { Result } from '../domain/juliabase.ts';
import type { MinedSample } from '../domain/mining/mine-samples.ts';
import type { LabReads } from './juliabase-service.ts';
import type { GatherProgress } from './mining-progress.ts';
import type { ReadRequest, ServerReads } from './server-reads.ts';

export interface SampleReads {
  reads: ServerReads;
  lab: LabReads;
  progress: GatherProgress;
}

export interface Gathered {
  /** That could be read. */
  samples: number;
  problems: { sample: string; problem: string }[];
  /** What the server keeps back, in a sentence; null if nothing. */
  cut: string | null;
  asOfUtc: string;
}

interface Members {
  names: string[];
  cut: string | null;
  /** Whether a sample that was read belongs to them after all. */
  isMember(sample: { topic: string | null }): boolean;
  results: readonly Result[];
  asOfUtc: string;
}

/** Names the samples of a source, whoever asks for them. */
export function sourceKey({ connectionId, source }: { connectionId: string; source: MiningSource }): string {
  const what = source.kind === 'samples' ? source.names : source.kind === 'search' ? source.text : source.name;
  return JSON.stringify([connectionId, source.kind, what]);
}

/** Read and given on at a time: a few milliseconds of work, so that others get their turn. */
const namesPerBatch = 400;
const batchesAhead = 3;

/**
 * Shows all samples of a source to `visit`, one by one in the order of the source. Kept answers of any age are used;
 * the server is asked for those that are not kept, or with `refresh` for all.
 */
export async function visitSamples(
  parts: SampleReads,
  request: ReadRequest,
  source: MiningSource,
  visit: (sample: MinedSample) => void,
): Promise<Gathered> {
  const key = sourceKey({ connectionId: request.connectionId, source });
  try {
    parts.progress.note(key, { phase: 'list', done: 0, of: null });
    const members = await membersOf(parts, request, source);
    const of = members.names.length;
    let done = 0;
    const onRead = (count: number): void => {
      done += count;
      parts.progress.note(key, { phase: 'read', done, of });
    };
    return await visitMembers({ lab: parts.lab, members, onRead }, request, visit);
  } finally {
    parts.progress.note(key, null);
  }
}

interface Reading {
  lab: LabReads;
  members: Members;
  /** So many more are here. */
  onRead(count: number): void;
}

async function visitMembers(
  { lab, members, onRead }: Reading,
  request: ReadRequest,
  visit: (sample: MinedSample) => void,
): Promise<Gathered> {
  const gathered: Gathered = { samples: 0, problems: [], cut: members.cut, asOfUtc: members.asOfUtc };
  for await (const answers of batches({ lab, members, onRead }, request))
    for (const answer of answers) {
      const sample = answer.sample?.value ?? null;
      if (sample !== null && !members.isMember(sample)) continue;
      if (answer.sample === null) gathered.problems.push({ sample: answer.name, problem: answer.problem });
      else {
        gathered.samples += 1;
        if (answer.sample.asOfUtc < gathered.asOfUtc) gathered.asOfUtc = answer.sample.asOfUtc;
      }
      visit({ name: sample?.name ?? answer.name, sample, results: members.results });
    }
  return gathered;
}

/** Some are read ahead, while those before them are looked at. */
async function* batches(reading: Reading, request: ReadRequest): AsyncGenerator<Awaited<ReturnType<typeof batch>>> {
  const { names } = reading.members;
  const ahead: ReturnType<typeof batch>[] = [];
  for (let from = 0; from < names.length || ahead.length > 0; ) {
    for (; ahead.length < batchesAhead && from < names.length; from += namesPerBatch) {
      const next = batch(reading, request, names.slice(from, from + namesPerBatch));
      // Awaited below, but not if whoever looks at those before it fails.
      next.catch(() => undefined);
      ahead.push(next);
    }
    const present = await ahead.shift();
    request.signal.throwIfAborted();
    if (present !== undefined) yield present;
  }
}

async function batch(
  { lab, onRead }: Reading,
  request: ReadRequest,
  names: readonly string[],
): Promise<Awaited<ReturnType<LabReads['members']>>> {
  const kept = request.refresh ? [] : await lab.keptSamples(request.connectionId, names);
  const missing = names.filter((_, place) => kept[place] === undefined);
  onRead(names.length - missing.length);
  // One by one, as each of them may take seconds.
  const answers = await Promise.all(
    missing.map(async (name) => {
      const [answer] = await lab.members(request, [name]);
      onRead(1);
      return answer;
    }),
  );
  const asked = new Map(answers.map((answer, place) => [missing[place] ?? '', answer]));
  return names.flatMap((name, place) => {
    const sample = kept[place];
    const answer = sample === undefined ? asked.get(name) : { name, sample, problem: null };
    return answer === undefined ? [] : [answer];
  });
}

async function membersOf(
  { reads, lab }: Pick<SampleReads, 'reads' | 'lab'>,
  request: ReadRequest,
  source: MiningSource,
): Promise<Members> {
  const plain = { cut: null, isMember: () => true, results: [] };
  switch (source.kind) {
    case 'series': {
      const [series, results] = [await lab.series(request, source.name), await lab.seriesResults(request, source.name)];
      return {
        ...plain,
        names: series.value.members.map(({ name }) => name),
        results: results.value,
        asOfUtc: series.asOfUtc < results.asOfUtc ? series.asOfUtc : results.asOfUtc,
      };
    }
    case 'search':
      return { ...plain, ...found(await search(reads, request, { namePattern: source.text })) };
    case 'topic': {
      const answer = await search(reads, request, { namePattern: '', topic: source.name });
      // The page of hits links to samples of other topics too.
      return { ...plain, ...found(answer), isMember: ({ topic }) => topic === source.name };
    }
    case 'samples':
      return { ...plain, names: [...new Set(source.names)], asOfUtc: new Date().toISOString() };
    default:
      return source satisfies never;
  }
}

type SearchAnswer = Awaited<ReturnType<JuliaBaseClient['samples']['search']>>;

function search(
  reads: ServerReads,
  request: ReadRequest,
  wish: Parameters<JuliaBaseClient['samples']['search']>[0],
): Promise<Stamped<SearchAnswer>> {
  return reads.read(request, `mining-samples ${JSON.stringify(wish)}`, (client, signal) =>
    client.samples.search(wish, { signal }),
  );
}

function found({ value, asOfUtc }: Stamped<SearchAnswer>): Pick<Members, 'names' | 'cut' | 'asOfUtc'> {
  return {
    names: value.items.map(({ name }) => name),
    cut: value.capped ? `The server lists ${value.items.length} samples at most; there are more.` : null,
    asOfUtc,
  };
}
