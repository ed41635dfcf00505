/** The only origin whose page the shell trusts. */
export const pageOrigin = 'quarry://app';
export const pageAddress = `${pageOrigin}/`;

/** Exact, so that `quarry://app.evil/` and `quarry://app@evil/` are others. */
export function isOwnPage(url: string): boolean {
  return url === pageAddress || url.startsWith(`${pageAddress}#`) || url.startsWith(`${pageAddress}?`);
}
