/** `{name}`, and `{{` and `}}` for braces. */
const place = /\{\{|\}\}|\{([^{}]*)\}/g;

/** Fills the `{name}` places of a text; `lookup` may throw for a name that it does not know. */
export function fillPlaces(template: string, lookup: (name: string) => string): string {
  return template.replace(place, (whole, name: string | undefined) =>
    name === undefined ? whole.slice(1) : lookup(name.trim()),
  );
}

/** Names of the places of a text, as often as they stand there. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(place)].flatMap(([, name]) => (name === undefined ? [] : [name.trim()]));
}
