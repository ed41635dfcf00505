/** A step this many times the usual one is a stretch without records. */
const wideStep = 5.5;
const mostSamples = 4000;

interface Curve {
  x: Float64Array;
  y: Float64Array;
}

/**
 * The curve with a point without value in the middle of each stretch without records, so that no line is drawn across
 * it. Curves whose x does not ascend, or that have no usual step, stay as they are.
 */
export function withGaps(curve: Curve): Curve {
  const { x, y } = curve;
  const usual = usualStep(x);
  if (usual === null) return curve;
  const wide = usual * wideStep;
  let gaps = 0;
  for (let at = 1; at < x.length; at++) if ((x[at] as number) - (x[at - 1] as number) > wide) gaps++;
  if (gaps === 0) return curve;
  const open = { x: new Float64Array(x.length + gaps), y: new Float64Array(x.length + gaps) };
  let to = 0;
  for (let at = 0; at < x.length; at++) {
    const [before, now] = [x[at - 1] ?? Number.NaN, x[at] as number];
    if (now - before > wide) {
      open.x[to] = before + (now - before) / 2;
      open.y[to++] = Number.NaN;
    }
    open.x[to] = now;
    open.y[to++] = y[at] as number;
  }
  return open;
}

/** Median of the steps; null if x does not ascend. */
function usualStep(x: Float64Array): number | null {
  for (let at = 1; at < x.length; at++) if (!((x[at] as number) >= (x[at - 1] as number))) return null;
  const every = Math.max(1, Math.floor(x.length / mostSamples));
  const steps: number[] = [];
  for (let at = 1; at < x.length; at += every) steps.push((x[at] as number) - (x[at - 1] as number));
  const positive = steps.filter((step) => step > 0).sort((a, b) => a - b);
  return positive[positive.length >> 1] ?? null;
}
