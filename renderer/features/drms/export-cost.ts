import type { ExportPlan } from '../../../app/contract/drms.ts';
import type { ImageFrame, ImageSize } from '../../../app/domain/drms/processing.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { formatCount, t } from '../../ui/language.ts';

export interface PlannedSet {
  /** Undefined until it is counted. */
  plan: ExportPlan | undefined;
  /** Files of one record. */
  segments: number;
  /** Bytes of one record, where its own plan does not tell. */
  usualBytes: number | null;
}

export interface ExportCost {
  records: number;
  /** Records that the server leaves out since they have no image. */
  withoutImage: number;
  files: number;
  /** Null where the size of some record set is not known. */
  bytes: number | null;
  requests: number;
  /** Record sets that are not counted yet. */
  uncounted: number;
}

/** What all record sets come to. */
export function exportCost(sets: readonly PlannedSet[], ratio: number): ExportCost {
  const cost: ExportCost = { records: 0, withoutImage: 0, files: 0, bytes: 0, requests: 0, uncounted: 0 };
  for (const { plan, segments, usualBytes } of sets) {
    if (plan === undefined) {
      cost.uncounted += 1;
      continue;
    }
    const exported = plan.withImage ?? plan.count;
    const perRecord = plan.bytesPerRecord ?? usualBytes;
    cost.records += plan.count;
    cost.withoutImage += plan.count - exported;
    cost.files += exported * segments;
    cost.requests += plan.requests;
    if (exported > 0)
      cost.bytes = perRecord === null || cost.bytes === null ? null : cost.bytes + exported * perRecord * ratio;
  }
  return cost;
}

/** Share of the pixels that stays. */
export function pixelRatio(size: ImageSize | null, frame: ImageFrame | undefined): number {
  return size === null || frame === undefined ? 1 : (size.width * size.height) / (frame.width * frame.height);
}

/** "4 records × 1 segment. 4 files, about 16 kB, 1 export." */
export function costInWords(cost: ExportCost, segments: number | null): string {
  const { records, withoutImage, files, bytes, requests, uncounted } = cost;
  const times = segments === null ? '' : ` × ${t('{{number}} segments', counted(segments))}`;
  return [
    `${t('{{number}} records', counted(records))}${times}.`,
    ...(withoutImage === 0 ? [] : [t('{{number}} records without an image are left out.', counted(withoutImage))]),
    [
      t('{{number}} files', counted(files)),
      ...(bytes === null || files === 0 ? [] : [t('about {{bytes}}', { bytes: formatBytes(Math.round(bytes)) })]),
      t('{{number}} requests', counted(requests)),
    ]
      .join(', ')
      .concat('.'),
    ...(uncounted === 0 ? [] : [t('{{number}} record sets not counted yet.', counted(uncounted))]),
  ].join(' ');
}

function counted(count: number): { count: number; number: string } {
  return { count, number: formatCount(count) };
}
