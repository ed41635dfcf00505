import { type Input, isObject, listOf, simpleTypeOf } from '../wire/input.ts';

/** A field that is to change, with its new value; undefined: it stays. */
export function changedField(update: Input): { value: Input } | undefined {
  return isObject(update) && update.isModified === true ? { value: update.value ?? null } : undefined;
}

/** What a list holds after the actions of an update. */
export function changedList<E>(current: readonly E[], update: Input, resolve: (id: Input) => E): E[] {
  let list = [...current];
  for (const action of isObject(update) ? listOf(update.actions) : []) {
    if (!isObject(action)) continue;
    const items = listOf(action.items).map(resolve);
    switch (simpleTypeOf(action)) {
      case 'ListUpdateActionSet':
        list = items;
        break;
      case 'ListUpdateActionAdd':
        list = [...list, ...items.filter((item) => !list.includes(item))];
        break;
      default:
        list = list.filter((item) => !items.includes(item));
    }
  }
  return list;
}
