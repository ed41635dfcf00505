import { createPrivateKey, sign } from 'node:crypto';

/**
 * The feed of new versions as its readers expect it.
 * @param privateKey Ed25519, PKCS#8 in PEM
 */
export function signFeed(release: { version: string; releasedUtc: string; page: string }, privateKey: string): string {
  const text = JSON.stringify({ product: 'quarry', ...release });
  const signature = sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('base64');
  return JSON.stringify({ release: text, signature });
}
