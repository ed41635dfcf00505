import { AppError } from '../../contract/app-error.ts';

/** `name=value` pairs; a name that comes twice becomes a list. */
export function parseFormData(pairs: readonly string[]): Record<string, string | string[]> {
  const data = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) {
      throw new AppError('invalid-input', `--data ${JSON.stringify(pair)} names no field.`, {
        remedy: 'Write NAME=VALUE.',
      });
    }
    const name = pair.slice(0, at);
    data.set(name, [...(data.get(name) ?? []), pair.slice(at + 1)]);
  }
  return Object.fromEntries(
    Array.from(data, ([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
