import { fileURLToPath } from 'node:url';

/** Top folder of the repository, without a separator at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
