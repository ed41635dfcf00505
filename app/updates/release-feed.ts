import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import { Release } from '../contract/updates.ts';

/** The text is signed as it stands, so that nothing depends on how JSON is written. */
const SignedFeed = z.object({ release: z.string().max(10_000), signature: z.base64().max(200) });

const SignedRelease = Release.extend({ product: z.literal('quarry') });

/**
 * Reads the feed of new versions.
 * @param text what the server gave
 * @param key Ed25519 public key, SPKI in base64
 * @param source host of the feed, for the words
 * @throws AppError `forbidden` if it is not signed by the key, `bad-response` if it is no feed
 */
export function readFeed(text: string, key: string, source: string): Release {
  const feed = SignedFeed.safeParse(parsed(text));
  if (!feed.success) throw noFeed(source, feed.error);
  const { release, signature } = feed.data;
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(release), publicKey, Buffer.from(signature, 'base64')))
    throw new AppError('forbidden', `The feed of new versions at ${source} is not signed by the makers of Quarry.`, {
      remedy: 'Install nothing that it names, and look at its address in the settings.',
      source,
    });
  const named = SignedRelease.safeParse(parsed(release));
  if (!named.success) throw noFeed(source, named.error);
  const { version, releasedUtc, page } = named.data;
  return { version, releasedUtc, page };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no schema takes it.
    return undefined;
  }
}

function noFeed(source: string, cause: unknown): AppError {
  return new AppError('bad-response', `What ${source} answers is no feed of new versions.`, {
    remedy: 'Look at the address of the feed in the settings.',
    source,
    cause,
  });
}

/** Above zero if the first version is the newer one, below if it is the older one. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((place) => left?.[place] !== right?.[place]);
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0);
}
