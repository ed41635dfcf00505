import { numberOf, textOf } from '../wire/input.ts';
import { type Desk, type Methods, signedIn } from './desk.ts';

const mostAtOnce = 1000;

/** New ids and codes; nothing is reserved by them. */
export function codeMethods(desk: Desk): Methods {
  const { registry } = desk;
  const repeat = (count: number | undefined, make: () => string): string[] =>
    Array.from({ length: Math.min(count ?? 1, mostAtOnce) }, make);
  return {
    createPermIdStrings: signedIn(desk, ([count], { nowMs }) =>
      repeat(numberOf(count), () => registry.newPermId(nowMs)),
    ),
    createCodes: signedIn(desk, ([prefix, , count]) =>
      repeat(numberOf(count), () => `${textOf(prefix) ?? ''}${registry.newNumber()}`),
    ),
  };
}
