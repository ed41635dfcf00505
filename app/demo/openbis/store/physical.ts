import { createHash } from 'node:crypto';
import type { PhysicalData } from '../model/entities.ts';

/** Where the bytes of a dataset lie, in folders by digest as the data store makes them. */
export function physicalOf(code: string, countBytes: () => number, confirmedMs: number): PhysicalData {
  const digest = createHash('md5').update(code).digest('hex');
  const folders = [digest.slice(0, 2), digest.slice(2, 4), digest.slice(4, 6)].join('/');
  let counted: number | undefined;
  return {
    kind: 'physicalData',
    shareId: '1',
    location: `1FD3FF61-1576-4908-AE3D-296E60B4CE06/${folders}/${code}`,
    // Counted when first asked for, as it may mean making the files.
    get size() {
      counted ??= countBytes();
      return counted;
    },
    status: 'AVAILABLE',
    presentInArchive: false,
    pendingUntilMs: 0,
    confirmedMs,
  };
}
