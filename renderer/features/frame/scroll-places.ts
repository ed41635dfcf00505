/** The element's way down from the panel: places among the children. */
export function pathOf(panel: Element, element: Element): string | undefined {
  const places: number[] = [];
  for (let at: Element = element; at !== panel; ) {
    const parent: Element | null = at.parentElement;
    if (parent === null) return undefined;
    places.unshift([...parent.children].indexOf(at));
    at = parent;
  }
  return places.join('/');
}

export function elementAt(panel: Element, path: string): Element | undefined {
  if (path === '') return panel;
  let at: Element | undefined = panel;
  for (const place of path.split('/')) at = at?.children[Number(place)];
  return at;
}
