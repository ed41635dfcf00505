import { sql as first } from './0001-first.ts';
import { sql as queries } from './0002-queries.ts';
import { sql as collections } from './0003-collections.ts';
import { sql as questions } from './0004-questions.ts';
import { sql as crawlers } from './0005-crawlers.ts';
import { sql as workspaces } from './0006-workspaces.ts';

/** In order; never change one that was released, add the next. */
export const storeMigrations: readonly string[] = [first, queries, collections, questions, crawlers, workspaces];
