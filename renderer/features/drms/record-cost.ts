import type { ExportPlan, RecordColumn } from '../../../app/contract/drms.ts';
import type { PastQuestion } from '../../../app/contract/queries.ts';
import { formatBytes, formatDuration } from '../../../app/domain/number-format.ts';
import { formatCount, t } from '../../ui/language.ts';

/** Bytes of a cell in an answer, quotation marks and comma included, as measured on servers' answers. */
const cellBytes: Readonly<Record<RecordColumn['kind'], number>> = {
  integer: 10,
  longlong: 14,
  real: 14,
  time: 28,
  text: 24,
};
/** The name of the record, which Quarry always asks for. */
const bytesPerRecord = 70;

export function answerBytes(count: number, kinds: readonly RecordColumn['kind'][]): number {
  return count * kinds.reduce((sum, kind) => sum + cellBytes[kind], bytesPerRecord);
}

/** What a query will cost, in words. */
export function costInWords(count: number, bytes: number): string {
  const records = t('{{number}} records', { count, number: formatCount(count) });
  if (count === 0) return t('{{records}}. Nothing fits; widen the record set.', { records });
  return t('{{records}}, about {{bytes}}', { records, bytes: formatBytes(bytes) });
}

/** Answers below this tell about the way there, not about speed. */
const leastTellingBytes = 20_000;
const recentAnswers = 20;
const shortestWordMs = 2000;

/** How long an answer of that size takes, from how long the last ones of the server took; null if that is unknown or short. */
export function durationInWords(bytes: number, past: readonly Pick<PastQuestion, 'bytes' | 'tookMs'>[]): string | null {
  const telling = past.filter((one) => one.bytes >= leastTellingBytes && one.tookMs > 0).slice(0, recentAnswers);
  const speeds = telling.map((one) => one.bytes / one.tookMs).sort((a, b) => a - b);
  const speed = speeds[Math.floor(speeds.length / 2)];
  if (speed === undefined || bytes / speed < shortestWordMs) return null;
  return t('about {{bytes}} at the speed of your last queries', { bytes: formatDuration(bytes / speed) });
}

/** What an export of the same records means: size, parts, and what the server leaves out. One sentence each. */
export function exportInWords({ count, withImage, bytesPerRecord: bytes, requests }: ExportPlan): string[] {
  const exported = withImage ?? count;
  const parts =
    requests > 1
      ? t(", in {{requests}} exports because of the server's limits", { requests: formatCount(requests) })
      : '';
  const size =
    bytes === null
      ? []
      : [t('about {{exported}} if exported{{parts}}', { exported: formatBytes(exported * bytes), parts })];
  if (withImage === null || withImage === count) return size;
  const left = count - withImage;
  const filter = t('an export leaves out {{left}} without an image: the server adds [? QUALITY >= 0 ?]', {
    left: formatCount(left),
  });
  return [...size, filter];
}
