/** Parent and child know each other. */
export function link<E extends { parents: E[]; children: E[] }>(parent: E, child: E): void {
  if (!child.parents.includes(parent)) child.parents.push(parent);
  if (!parent.children.includes(child)) parent.children.push(child);
}

export function unlink<E extends { parents: E[]; children: E[] }>(parent: E, child: E): void {
  child.parents = child.parents.filter((one) => one !== parent);
  parent.children = parent.children.filter((one) => one !== child);
}
