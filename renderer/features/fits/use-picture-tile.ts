import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bytesPath } from '../../../app/contract/bytes.ts';
import { fetchBytes } from '../../api/fetch-bytes.ts';
import type { TileWish } from './view-transform.ts';

/** One picture of a file. */
export interface PlaneOf {
  fileId: string;
  hdu: number;
  plane: number;
}

export interface Tile extends TileWish {
  /** Rows from the lowest up, NaN where there is no value. */
  values: Float32Array;
}

/** Tiles are megabytes; the last ones are enough for going back and forth. */
const keptMs = 10_000;

/** Values of the seen part of a picture; the last ones of the same picture until the new ones are here. */
export function usePictureTile(of: PlaneOf, wish: TileWish | null): { tile: Tile | undefined; error: Error | null } {
  const key = ['fits-image', of.fileId, of.hdu, of.plane] as const;
  const { data, error } = useQuery({
    queryKey: [...key, wish],
    queryFn: async ({ signal }): Promise<Tile | null> => {
      if (wish === null) return null;
      const bytes = await fetchBytes(bytesPath('fits-image', { ...of, ...wish }), signal);
      return { ...wish, values: new Float32Array(bytes.buffer) };
    },
    enabled: wish !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
    // Never a part of another picture.
    placeholderData: (previous, query) =>
      query !== undefined && key.every((part, index) => query.queryKey[index] === part)
        ? keepPreviousData(previous)
        : undefined,
  });
  return { tile: data ?? undefined, error };
}
