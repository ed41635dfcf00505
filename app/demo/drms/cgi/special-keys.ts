import { nominalSize } from '../files/nominal-size.ts';
import { recordDirectory } from '../files/paths.ts';
import type { Catalog } from '../series/catalog.ts';
import { scramble } from '../series/chance.ts';
import type { DemoRecord, Segment, Series } from '../series/model.ts';
import { recordName } from '../series/records.ts';
import { formatTime } from '../time/format-time.ts';

interface Place {
  series: Series;
  record: DemoRecord;
  catalog: Catalog;
  segments: readonly Segment[];
}

type Special = (place: Place) => string | number;

const hasFiles = ({ series }: Place): boolean => series.segments.length > 0;
const isOnline = ({ series, record }: Place): boolean => series.storage(record) === 'online';

/** Bytes of a blob are its first prime key. */
export function blobBytes(series: Series, record: DemoRecord): number {
  return Number(series.axes[0]?.valueAt(record.at[0] ?? 0) ?? 0);
}

/** Names between asterisks, in lower case only. */
export const specialKeys: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['*recnum*', ({ record }) => record.recnum],
  ['*sunum*', ({ series, record, catalog }) => catalog.sunum(series, record)],
  ['*size*', size],
  ['*online*', (place) => (hasFiles(place) ? (isOnline(place) ? 'Y' : 'N') : 'NA')],
  ['*retain*', (place) => (hasFiles(place) ? (isOnline(place) ? '2030.01.01' : 'N/A') : 'NA')],
  ['*archive*', (place) => (hasFiles(place) ? archived(place.record) : 'NA')],
  [
    '*recdir*',
    (place) =>
      hasFiles(place) && isOnline(place)
        ? recordDirectory(place.series, place.record, place.catalog)
        : 'NoDataDirectory',
  ],
  ['*dirmtime*', (place) => (hasFiles(place) && isOnline(place) ? madeAt(place.record) : 'NA')],
  ['*logdir*', () => 'NO LOG'],
  ['*spec*', ({ series, record }) => recordName(series, record)],
]);

/** One byte less than true: the server starts counting at −1. */
function size(place: Place): string {
  if (!hasFiles(place) || !isOnline(place)) return 'NA';
  const { series, record, segments } = place;
  const bytes = segments.reduce((sum, segment) => sum + nominalSize(series, segment, blobBytes(series, record)), 0);
  return String(bytes - 1);
}

function archived({ place }: DemoRecord): string {
  return scramble(place, 11) % 40 === 0 ? 'Pending' : 'Y';
}

function madeAt({ place }: DemoRecord): string {
  return formatTime(1_500_000_000 + (place % 1_000_000), { zone: 'UTC', digits: 0 });
}
