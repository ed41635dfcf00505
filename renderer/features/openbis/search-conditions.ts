/** How words that somebody has typed are looked for: with slashes they begin an identifier, else they stand in any field. */
export function searchConditions(typed: string): { text: string } | { code: string; space?: string } {
  if (!typed.includes('/')) return { text: typed };
  const parts = typed.split('/').filter((part) => part !== '');
  const code = `${typed.endsWith('/') ? '' : (parts.pop() ?? '')}*`;
  const [space] = parts;
  return space === undefined ? { code } : { code, space };
}
