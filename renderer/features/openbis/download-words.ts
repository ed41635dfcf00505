import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import { formatBytes, formatInteger } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

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
        ? t(' All of them are here already and are only looked at.')
        : t(' {{files}} are here already; {{plan}} are missing.', {
            files: formatInteger(here.files),
            plan: formatBytes(missingBytes(plan)),
          });
  const room = freeBytes === null ? '' : t(' {{freeBytes}} free.', { freeBytes: formatBytes(freeBytes) });
  return all + present + room;
}

function counted(files: number): string {
  return t('{{files}} files', { count: files, files: formatInteger(files) });
}
