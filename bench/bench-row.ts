/** One measured figure, with what it is compared with in the same run. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** Name and value of the other side, or null. */
  peer: string | null;
  /** How many times better than the peer, or null. */
  ratio: number | null;
  goal: string;
  ok: boolean;
}

export function row(
  name: string,
  value: number,
  unit: string,
  goal: string,
  ok: boolean,
  peer: { name: string; value: number; ratio: number } | null = null,
): BenchRow {
  const round = (number: number): number => Number(number.toPrecision(4));
  return {
    name,
    value: round(value),
    unit,
    peer: peer === null ? null : `${peer.name}: ${round(peer.value)} ${unit}`,
    ratio: peer === null ? null : round(peer.ratio),
    goal,
    ok,
  };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Times of several runs in ms; the first one only warms up. */
export async function timesMs(runs: number, work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const startMs = performance.now();
    await work();
    if (run > 0) times.push(performance.now() - startMs);
  }
  return times;
}
