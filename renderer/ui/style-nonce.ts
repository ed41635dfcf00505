/** The nonce under which the host allows style elements. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="quarry-style-nonce"]')?.content ?? '';
}
