import { columnFromArray, float64, tableFromColumns, tableToIPC, uint16 } from '@uwdata/flechette';
import type { CurvePart } from '../analysis/compute-api.ts';
import { AppError } from '../contract/app-error.ts';

/** Curves as one Arrow table: curve is the index into `names`; `error` is there if one of them has errors. */
export function curvesToArrow(
  parts: readonly Pick<CurvePart, 'curveKey' | 'x' | 'y' | 'errors'>[],
  names: readonly string[],
): Uint8Array {
  const total = parts.reduce((sum, part) => sum + part.x.length, 0);
  const [curve, x, y] = [new Uint16Array(total), new Float64Array(total), new Float64Array(total)];
  const errors = parts.some((part) => part.errors != null) ? new Float64Array(total).fill(Number.NaN) : null;
  let at = 0;
  for (const part of parts) {
    curve.fill(names.indexOf(part.curveKey), at, at + part.x.length);
    x.set(part.x, at);
    y.set(part.y, at);
    if (part.errors != null) errors?.set(part.errors, at);
    at += part.x.length;
  }
  const table = tableFromColumns({
    curve: columnFromArray(curve, uint16()),
    x: columnFromArray(x, float64()),
    y: columnFromArray(y, float64()),
    ...(errors === null ? {} : { error: columnFromArray(errors, float64()) }),
  });
  const bytes = tableToIPC(table, { format: 'stream' });
  if (bytes === null) throw new AppError('internal', 'The points could not be packed.');
  return bytes;
}
