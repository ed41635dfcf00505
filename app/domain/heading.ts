/** A heading like "T/K", "Temperature (°C)" or "sigma [S/cm]" in its parts. */
export interface Heading {
  name: string;
  unit: string | null;
}

export function splitUnit(heading: string): Heading {
  const text = heading.trim();
  const bracketed = /^(.*?)\s*[[(]\s*([^[\]]+?)\s*[\])]\s*$/.exec(text);
  // The slash of "T/K" parts name and unit; a unit may hold one itself, as in "sigma/(S/cm)".
  const slashed = /^([^/]+?)\s*\/\s*\(?(.+?)\)?$/.exec(text);
  const inWords = /^(.+?)\s+in\s+(\S+)$/i.exec(text);
  for (const match of [slashed !== null && /\/\s*\(/.test(text) ? slashed : null, bracketed, slashed, inWords]) {
    const [, name, unit] = match ?? [];
    if (name !== undefined && unit !== undefined && name !== '') return { name: name.trim(), unit: unit.trim() };
  }
  return { name: text, unit: null };
}
