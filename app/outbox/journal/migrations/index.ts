import { sql as first } from './0001-first.ts';

/** In order; a published one is never changed. */
export const journalMigrations: readonly string[] = [first];
