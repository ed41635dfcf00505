import type { ExportPlan } from '../../../app/contract/drms.ts';
import type { ImageFrame, ImageSize } from '../../../app/domain/drms/processing.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';

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
  const times = segments === null ? '' : ` × ${counted(segments, 'segment')}`;
  return [
    `${counted(records, 'record')}${times}.`,
    ...(withoutImage === 0
      ? []
      : [`${counted(withoutImage, 'record')} without an image ${withoutImage === 1 ? 'is' : 'are'} left out.`]),
    [
      counted(files, 'file'),
      ...(bytes === null || files === 0 ? [] : [`about ${formatBytes(Math.round(bytes))}`]),
      counted(requests, 'request'),
    ]
      .join(', ')
      .concat('.'),
    ...(uncounted === 0 ? [] : [`${counted(uncounted, 'record set')} not counted yet.`]),
  ].join(' ');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
