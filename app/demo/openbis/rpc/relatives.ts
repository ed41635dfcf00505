import { link, unlink } from '../store/link.ts';
import type { Input } from '../wire/input.ts';
import { changedList } from './updates.ts';

/** Parents and children after an update; both ends know. */
export function changeRelatives<E extends { parents: E[]; children: E[] }>(
  entity: E,
  parentIds: Input,
  childIds: Input,
  resolve: (id: Input) => E,
): void {
  const parents = changedList(entity.parents, parentIds, resolve);
  for (const gone of entity.parents.filter((one) => !parents.includes(one))) unlink(gone, entity);
  for (const parent of parents) link(parent, entity);
  const children = changedList(entity.children, childIds, resolve);
  for (const gone of entity.children.filter((one) => !children.includes(one))) unlink(entity, gone);
  for (const child of children) link(entity, child);
}
