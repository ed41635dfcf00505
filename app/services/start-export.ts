import { DrmsExportInput } from '../jobs/kinds/drms-export.ts';
import { type StartJobs, startOnce } from './start-once.ts';

export const exportKind = 'drms.export';

/** Queues an export, once. @returns the id of the job */
export function startExport(jobs: StartJobs, input: unknown, title: string): Promise<string> {
  return startOnce(jobs, { kind: exportKind, schema: DrmsExportInput }, input, title);
}
