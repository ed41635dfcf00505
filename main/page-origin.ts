/** The only origin whose page the shell trusts. */
export const pageOrigin = 'quarry://app';
export const pageAddress = `${pageOrigin}/`;
/** The same page; it shows panels without the frame around them. */
export const panelPageAddress = `${pageAddress}?window=panel`;

/** Exact, so that `quarry://app.evil/` and `quarry://app@evil/` are others. */
export function isOwnPage(url: string): boolean {
  return url === pageAddress || url.startsWith(`${pageAddress}#`) || url.startsWith(`${pageAddress}?`);
}
