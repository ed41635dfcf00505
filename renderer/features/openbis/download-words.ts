import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import { formatBytes, formatInteger } from '../../../app/domain/number-format.ts';

export type DownloadPlan = OutputOf<Contract['openbis.download.plan']>;

/** Bytes that still have to come. */
export function missingBytes({ bytes, here }: DownloadPlan): number {
  return Math.max(0, bytes - here.bytes);
}

/** There is less room than is needed; null: nobody can tell. */
export function lacksRoom(plan: DownloadPlan): boolean | null {
  return plan.freeBytes === null ? null : plan.freeBytes < missingBytes(plan);
}

/** What the download comes to, in sentences. */
export function planInWords(plan: DownloadPlan): string {
  const { files, bytes, here, freeBytes } = plan;
  const all = `${counted(files)}, ${formatBytes(bytes)}.`;
  const present =
    here.files === 0
      ? ''
      : here.files >= files
        ? ' All of them are here already and are only looked at.'
        : ` ${formatInteger(here.files)} are here already; ${formatBytes(missingBytes(plan))} are missing.`;
  const room = freeBytes === null ? '' : ` ${formatBytes(freeBytes)} free.`;
  return all + present + room;
}

function counted(files: number): string {
  return `${formatInteger(files)} ${files === 1 ? 'file' : 'files'}`;
}
