import type { DrmsClient } from '../../clients/drms/api.ts';
import type { DownloadFolder, Downloads } from '../../clients/http/download/api.ts';
import { isAppError, toAppError } from '../../contract/app-error.ts';
import { type JobKind, type JobOutcome, retryLater } from '../job-kind.ts';
import { ExportBatch } from './drms-export/batch.ts';
import type { OnExportRun } from './drms-export/live.ts';
import { type Pace, usualPace } from './drms-export/pace.ts';
import { usualMostRecords } from './drms-export/split.ts';
import { DrmsExportInput, DrmsExportState } from './drms-export/state.ts';

export type { LiveExport, OnExportRun } from './drms-export/live.ts';
export { DrmsExportInput, DrmsExportState, isEnded, type RequestState, retried } from './drms-export/state.ts';

export interface DrmsExportParts {
  clientOf(serverId: string): Promise<DrmsClient>;
  /** One for the whole program, so that no host is asked by too many at once. */
  downloads: Downloads;
  pace?: Partial<Pace>;
  /** Records that a server takes in one export; queries for more are split. */
  mostRecords?: number;
  /** In [0, 1); for the jitter of waits. */
  random?: () => number;
  onRun?: OnExportRun;
}

/**
 * Exports a list of queries from a DRMS server into a folder. It goes on where it stood after any interruption, also as
 * a new job for the same folder: what the manifest of the folder knows is neither asked for nor transferred again. A
 * query or a file that fails never ends it for the others.
 *
 * Result: `{ requests: [{ id, status, records, recordSet, message, warnings }], files: [{ record, segment, path, bytes,
 * sha256, state, message }] }`.
 */
export function drmsExportKind(parts: DrmsExportParts): JobKind<DrmsExportInput, DrmsExportState> {
  const pace = { ...usualPace, ...parts.pace };
  const { mostRecords = usualMostRecords, random = Math.random } = parts;
  return {
    kind: 'drms.export',
    inputSchema: DrmsExportInput,
    checkpointSchema: DrmsExportState,
    canPause: true,
    async run(context) {
      const client = await parts.clientOf(context.input.serverId);
      let folder: DownloadFolder;
      try {
        const mustExist = context.checkpoint?.isFolderMade ?? false;
        folder = await parts.downloads.open(context.input.folder, { mustExist });
      } catch (error) {
        return laterFor(error, pace);
      }
      const batch = new ExportBatch({ context, client, folder, pace, mostRecords, random });
      const ended = parts.onRun?.(context.jobId, {
        folder,
        bytesPerSecond: () => batch.bytesPerSecond(),
        waiting: () => batch.waiting(),
      });
      try {
        return await batch.run();
      } catch (error) {
        return laterFor(error, pace);
      } finally {
        ended?.();
        // The manifest is written line by line; what a broken disk does not close is closed with the process.
        await folder.close().catch(() => undefined);
      }
    },
  };
}

/** A folder that is taken, gone or full may be free, back or empty later. */
function laterFor(error: unknown, pace: Pace): JobOutcome {
  const reason = toAppError(error);
  if (isAppError(reason, 'conflict') && reason.retryable) return retryLater(pace.folderMs, reason);
  if (isAppError(reason, 'storage') && reason.retryable) return retryLater(pace.storageMs, reason);
  throw reason;
}
