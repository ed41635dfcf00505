import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';

type Numbers = Int32Array | BigInt64Array | Float64Array | Uint32Array | Uint8Array;

/**
 * The numbers of a vector as one typed array; what stands at missing cells is undefined. The library declares the
 * array private, but has no other way that is not a call per cell: the version is pinned, and a test of every kind
 * of column fails if the array goes away.
 */
function itemsOf(vector: DuckDBVector): Numbers {
  return (vector as unknown as { items: Numbers }).items;
}

export function readNumbers(chunk: DuckDBDataChunk, column: number): Numbers {
  return itemsOf(chunk.getColumnVector(column));
}

/** Fills a vector with numbers; cells whose state is not 0 become missing. */
export function writeNumbers(vector: DuckDBVector, values: Numbers, states: Uint8Array | null): void {
  // Both are of the kind that the table was made with.
  (itemsOf(vector) as Float64Array).set(values as Float64Array);
  for (const [row, state] of states?.entries() ?? []) if (state !== 0) vector.setItem(row, null);
  vector.flush();
}
