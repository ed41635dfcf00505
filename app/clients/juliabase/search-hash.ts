import { createHash } from 'node:crypto';
import type { QueryParameter } from './requests.ts';

/**
 * A search whose hits come as a table of data. The server gives one only if the parameters carry their own digest:
 * SHA-1 of what Python prints for the sorted list of them.
 */
export function hashedSearch(model: string, criteria: readonly QueryParameter[]): QueryParameter[] {
  const parameters: QueryParameter[] = [['_model', model], ['_old_model', model], ...criteria];
  return [...parameters, ['_search_parameters_hash', searchHash(parameters)]];
}

export function searchHash(parameters: readonly QueryParameter[]): string {
  const sorted = parameters.toSorted(
    ([leftName, left], [rightName, right]) => byCodePoints(leftName, rightName) || byCodePoints(left, right),
  );
  const printed = sorted.map(([name, value]) => `[${asPythonPrints(name)}, ${asPythonPrints(value)}]`);
  return createHash('sha1')
    .update(`[${printed.join(', ')}]`)
    .digest('hex');
}

/** UTF-8 sorts as code points do, unlike the halves of characters that JavaScript compares. */
function byCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function asPythonPrints(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
