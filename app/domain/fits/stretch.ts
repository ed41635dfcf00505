/** How brightness follows the value between the limits. */
export const stretchNames = ['linear', 'sqrt', 'log', 'asinh'] as const;
export type StretchName = (typeof stretchNames)[number];

/** The usual parameters: a = 1000 of log, a = 0.1 of asinh. */
const logFactor = 1000;
const asinhBend = 0.1;

/** @param share of the way from the lower to the upper limit, from 0 to 1 */
export function stretchOf(name: StretchName, share: number): number {
  switch (name) {
    case 'linear':
      return share;
    case 'sqrt':
      return Math.sqrt(share);
    case 'log':
      return Math.log(logFactor * share + 1) / Math.log(logFactor + 1);
    case 'asinh':
      return Math.asinh(share / asinhBend) / Math.asinh(1 / asinhBend);
    default:
      return name satisfies never;
  }
}
