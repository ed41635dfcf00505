import { sql as first } from './0001-first.ts';

/** In order; never change one that was released, add the next. */
export const storeMigrations: readonly string[] = [first];
