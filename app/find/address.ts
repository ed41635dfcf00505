/** Address of a panel of the window, as links name it too. */
export function addressOf(...parts: readonly (string | number)[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
