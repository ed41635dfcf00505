import type { DataSet, Person } from '../model/entities.ts';
import { mayRead } from '../present/read-rights.ts';
import type { StoredFile } from '../store/content.ts';
import { hasCode } from '../store/find.ts';
import { readAll } from '../store/formula-bytes.ts';
import type { Registry } from '../store/registry.ts';
import type { Chunk } from './chunk-frame.ts';
import { isAvailable } from './file-list.ts';

export const chunkBytes = 1_048_576;

/** A file, or an empty folder, and the numbers of its chunks. */
interface PlannedPart {
  itemId: string;
  path: string;
  file: StoredFile | null;
  firstSequence: number;
  chunkCount: number;
}

/** Which chunk of a session holds what. */
export class DownloadPlan {
  private readonly parts: PlannedPart[] = [];
  /** By item id: first and last number of its chunks. */
  readonly ranges: Record<string, string> = {};
  private nextSequence = 0;

  /** What is missing, invisible or not available gets no range. */
  add(itemId: string, { dataSets }: Registry, person: Person): void {
    const slash = itemId.indexOf('/');
    const dataSet = dataSets.find(hasCode(slash < 0 ? itemId : itemId.slice(0, slash)));
    if (dataSet === undefined || !mayRead(person, dataSet) || !isAvailable(dataSet)) return;
    const first = this.nextSequence;
    for (const { path, file } of partsBelow(dataSet, slash < 0 ? '' : itemId.slice(slash + 1))) {
      const chunkCount = Math.max(1, Math.ceil((file?.bytes.size ?? 0) / chunkBytes));
      this.parts.push({ itemId, path, file, firstSequence: this.nextSequence, chunkCount });
      this.nextSequence += chunkCount;
    }
    if (this.nextSequence > first) this.ranges[itemId] = `${first}:${this.nextSequence - 1}`;
  }

  chunk(sequence: number): Chunk | undefined {
    const part = this.partOf(sequence);
    if (part === undefined) return undefined;
    const { itemId, path, file } = part;
    const offset = (sequence - part.firstSequence) * chunkBytes;
    const end = Math.min(file?.bytes.size ?? 0, offset + chunkBytes);
    const payload = file === null || end === offset ? new Uint8Array() : readAll(file.bytes, offset, end);
    return { sequence, itemId, isDirectory: file === null, path, offset, payload };
  }

  /** Parts are in the order of their numbers. */
  private partOf(sequence: number): PlannedPart | undefined {
    let low = 0;
    let high = this.parts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.parts[middle]?.firstSequence ?? 0) <= sequence) low = middle + 1;
      else high = middle;
    }
    const part = this.parts[low - 1];
    return part !== undefined && sequence < part.firstSequence + part.chunkCount ? part : undefined;
  }
}

/** A file itself, or all that lies below a folder. */
function partsBelow(dataSet: DataSet, path: string): { path: string; file: StoredFile | null }[] {
  const contents = (dataSet.dataSetKind === 'CONTAINER' ? dataSet.components : [dataSet]).map(({ content }) => content);
  const file = contents.map((content) => content.find(path)).find((one) => one !== undefined);
  if (file !== undefined) return [{ path, file }];
  const inside = path === '' ? '' : `${path.replace(/\/$/, '')}/`;
  return contents.flatMap((content) => [
    ...content.emptyFolders
      .filter((folder) => `${folder}/`.startsWith(inside))
      .map((folder) => ({ path: folder, file: null })),
    ...content
      .files()
      .filter((one) => one.path.startsWith(inside))
      .map((one) => ({ path: one.path, file: one })),
  ]);
}
