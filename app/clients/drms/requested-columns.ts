import { cellBuilder } from './cell-builders.ts';
import type { CellColumn } from './cell-column.ts';
import type { RecordList, RecordListOptions, SegmentColumns } from './record-list.ts';
import { ALL, NONE } from './requests.ts';
import type { SeriesInfo } from './series-info.ts';

/** Names that were asked for, by kind. */
export interface RequestedNames {
  keys: readonly string[];
  segments: readonly string[];
  links: readonly string[];
  recinfo: boolean;
}

/** A kind that was asked for always has its columns, also where nothing was found and the server sent none (protocol 10). */
export function withRequestedColumns(
  list: RecordList,
  asked: RequestedNames,
  info: SeriesInfo,
  reading: RecordListOptions,
): RecordList {
  const absent = (name: string, isKeyword = false): CellColumn =>
    cellBuilder(name, isKeyword ? reading.kindOf(name) : 'text', reading.readTime).finish(list.count);
  const absentSegment = (name: string): SegmentColumns => ({
    name,
    path: absent(name),
    dims: absent(name),
    cparms: absent(name),
    bzeros: absent(name),
    bscales: absent(name),
  });
  const { keywords, segments, links } = list;
  return {
    ...list,
    keywords: keywords.length > 0 ? keywords : namesOf(asked.keys, info.keywords).map((name) => absent(name, true)),
    segments: segments.length > 0 ? segments : namesOf(asked.segments, info.segments).map(absentSegment),
    links: links.length > 0 ? links : namesOf(asked.links, info.links).map((name) => absent(name)),
    recordNames: list.recordNames ?? (asked.recinfo ? absent('record') : null),
    online:
      list.online ?? (asked.recinfo ? cellBuilder('online', 'integer', reading.readTime).finish(list.count) : null),
  };
}

function namesOf(asked: readonly string[], known: readonly { name: string }[]): string[] {
  return asked.flatMap((name) => (name === ALL ? known.map((one) => one.name) : name === NONE ? [] : [name]));
}
