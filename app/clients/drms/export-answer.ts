import { listField, numberField, objectField, textField } from './answer-fields.ts';

/** Classes of the `status` of an export (protocol 2.8). */
export type ExportState = 'pending' | 'ok' | 'failed';

/** A row of the answer; null for an empty side. */
export interface ExportData {
  record: string | null;
  fileName: string | null;
}

/** The answer to `exp_request` or `exp_status`, with numbers as numbers and empty texts as null. */
export interface ExportAnswer {
  requestId: string | null;
  status: number;
  method: string | null;
  protocol: string | null;
  /** Seconds the server guesses; can be negative or nonsense. */
  waitS: number | null;
  /** Records; null where the server does not tell them. */
  recordCount: number | null;
  /** Megabytes. */
  sizeMB: number | null;
  dir: string | null;
  tarfile: string | null;
  keywords: string | null;
  exportTime: string | null;
  data: ExportData[];
  error: string | null;
  contact: string | null;
  /** The answer was no JSON as it came. */
  repaired: boolean;
}

export function exportAnswerOf(answer: Readonly<Record<string, unknown>>, repaired = false): ExportAnswer {
  return {
    requestId: textField(answer.requestid) ?? textField(answer.reqid),
    status: numberField(answer.status) ?? 4,
    method: textField(answer.method),
    protocol: textField(answer.protocol),
    waitS: numberField(answer.wait),
    recordCount: numberField(answer.rcount) ?? numberField(answer.count),
    sizeMB: numberField(answer.size),
    dir: textField(answer.dir),
    tarfile: textField(answer.tarfile),
    keywords: textField(answer.keywords),
    exportTime: textField(answer.exptime),
    data: listField(answer.data).map((item) => {
      const row = objectField(item);
      return { record: textField(row.record), fileName: textField(row.filename) };
    }),
    error: textField(answer.error),
    contact: textField(answer.contact),
    repaired,
  };
}

const pendingStates: ReadonlySet<number> = new Set([1, 2, 6, 12]);

export function exportStateOf(status: number): ExportState {
  if (status === 0) return 'ok';
  return pendingStates.has(status) ? 'pending' : 'failed';
}

/** A sentence for each status a user may meet, with what to do (protocol 2.8). */
export function statusInWords(status: number): { message: string; remedy: string } {
  const known = words[status];
  return known ?? { message: `The export failed with status ${status}.`, remedy: 'Read what the server says.' };
}

const words: Record<number, { message: string; remedy: string }> = {
  0: { message: 'The export is complete.', remedy: 'Download the files.' },
  1: { message: 'The server is working on the export.', remedy: 'Wait.' },
  2: { message: 'The export waits in the queue of the server.', remedy: 'Wait.' },
  3: { message: 'The export is too large.', remedy: 'Split it into smaller ones.' },
  4: { message: 'The server refused the export.', remedy: 'Read what the server says and correct the request.' },
  5: { message: 'The export was deleted: files are kept for about seven days.', remedy: 'Submit it again.' },
  6: { message: 'The server does not know the export yet.', remedy: 'Wait; a new export takes a moment to appear.' },
  7: { message: 'Another export of this address is still pending.', remedy: 'Wait until it is finished.' },
  12: { message: 'The export is in the test queue.', remedy: 'Wait.' },
  25: {
    message: 'Data of the export are offline.',
    remedy: 'Write to the operators of the server and name the request.',
  },
  [-1]: { message: 'The export was cancelled.', remedy: 'Submit it again if you need it.' },
};
