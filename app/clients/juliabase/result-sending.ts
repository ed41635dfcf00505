import type { Pk, Result } from '../../domain/juliabase.ts';
import type { CallOptions } from './api.ts';
import { differsFromIntended, type FormSending, readWritten } from './form-sending.ts';
import { differences, type IntendedResult } from './result-compare.ts';
import type { ResultsReading } from './results-reading.ts';

export interface ResultSending extends FormSending {
  /** The record, if it is as intended. */
  readBack(id: Pk, intended: IntendedResult, options: CallOptions): Promise<Result>;
}

export function createResultSending(source: string, reading: ResultsReading, sending: FormSending): ResultSending {
  return {
    ...sending,
    async readBack(id, intended, options) {
      const details = { resultId: id };
      const [record, imageSha256] = await readWritten(`Result ${id}`, source, details, async () => {
        const read = await reading.get(id, options);
        const image = intended.imageSha256 === undefined ? undefined : await reading.imageSha256(read, options);
        return [read, image] as const;
      });
      const differs = differences(intended, record, imageSha256);
      if (differs.length > 0) throw differsFromIntended(`Result ${id}`, source, differs, details);
      return record;
    },
  };
}

/** What both ways of writing a Result need. */
export function marksOf(marker: string, identity: string | undefined): { marker: string; identity?: string } {
  return identity === undefined ? { marker } : { marker, identity };
}
