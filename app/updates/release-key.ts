/**
 * Public half of the key that signs the feed of new versions: Ed25519, SPKI, base64. Who builds Quarry for an institute
 * signs with a key of their own and names it in the environment.
 */
export const releaseKey =
  process.env.QUARRY_RELEASE_KEY ?? 'MCowBQYDK2VwAyEAmkf1WmKhUryO05HE8KIqzi0tOQFZrwpiJ0/PrSdMrOg=';
