import { z } from 'zod';
import type { JournalRecord, RecordChange } from '../outbox/journal-api.ts';
import type { CrawlSink } from './sink.ts';
import { type FileRecord, fileStates } from './tracking/file-record.ts';
import type { Judgement } from './tracking/judge.ts';

/** What the journal of the outbox keeps of a file, so that it is known even if the table of files is lost. */
const FileMemo = z.object({
  path: z.string(),
  sha256: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  state: z.enum(fileStates),
  itemId: z.string().nullable(),
  target: z.string().nullable(),
  atMs: z.number(),
});
type FileMemo = z.infer<typeof FileMemo>;

export function memoSpace(crawler: string): string {
  return `crawl:${crawler}`;
}

const putSpace = 'crawl-put';

/** Written with everything that is handed over: a table of files that knows another one has not kept all. */
export function noteOfPut(crawler: string, put: string): RecordChange {
  return { space: putSpace, key: crawler, value: put };
}

/** Which handing over was the last one; null: none was, or by a former version. */
export async function lastPutOf(sink: Pick<CrawlSink, 'records'>, crawler: string): Promise<string | null> {
  const note = (await sink.records(putSpace)).find(({ key }) => key === crawler);
  return typeof note?.value === 'string' ? note.value : null;
}

/** What is written beside the items of these judgements: one memo for each content under each path. */
export function memosOf(
  crawler: string,
  judgements: readonly Pick<Judgement, 'record'>[],
  atMs: number,
): RecordChange[] {
  const space = memoSpace(crawler);
  return judgements.flatMap(({ record }) => {
    const memo = record === undefined ? undefined : memoOf(record, atMs);
    return memo === undefined ? [] : [{ space, key: `${memo.sha256} ${memo.path}`, value: memo }];
  });
}

function memoOf({ path, judged, sha256, state, itemId, target }: FileRecord, atMs: number): FileMemo | undefined {
  const isDecided = state === 'queued' || state === 'done' || state === 'skipped';
  if (!isDecided || judged === null || sha256 === null) return undefined;
  return { path, sha256, ...judged, state, itemId, target, atMs };
}

/** The records that memos tell of, the latest of each path last. */
export function recordsOfMemos(records: readonly JournalRecord[]): FileRecord[] {
  return records
    .map(({ value }) => FileMemo.parse(value))
    .toSorted((one, two) => one.atMs - two.atMs)
    .map(({ size, mtimeMs, atMs: _, ...memo }) => ({
      ...{ judged: { size, mtimeMs }, reason: null, tries: 0, retryAtMs: null },
      ...{ fresh: null, goneMs: null, mayRepeat: false, mayEdit: false },
      ...memo,
    }));
}
