import type { MemberOverview, SeriesOverview, SeriesPage } from '../../../app/contract/juliabase.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { t } from '../../ui/language.ts';

/** A member of a series; its facts come with a later answer than its name. */
export interface SeriesMemberRow {
  id: number;
  name: string;
  overview: MemberOverview | null;
}

/** Members in the server's order, with facts as far as they are known. */
export function memberRows(page: SeriesPage, overview: SeriesOverview | undefined): SeriesMemberRow[] {
  const facts = new Map(overview?.members.map((member) => [member.id, member]));
  return page.members.map(({ id, name }) => ({ id, name, overview: facts.get(id) ?? null }));
}

/** Members in whose name, purpose, person or last process each word of the filter occurs. */
export function matchingMembers(members: readonly SeriesMemberRow[], filter: string): readonly SeriesMemberRow[] {
  const words = filter.trim();
  if (words === '') return members;
  return members.filter(({ name, overview }) =>
    containsWords([name, overview?.purpose, overview?.responsiblePerson, overview?.lastProcess].join(' '), words),
  );
}

type ProcessType = SeriesOverview['processTypes'][number];

/** "12 files found", "1 of 9 files missing", or null where no file is named. */
export function filesInWords({ filesNamed, filesFound }: ProcessType): string | null {
  if (filesNamed === 0) return null;
  const missing = filesNamed - filesFound;
  if (missing === 0) return t('{{count}} files found', { count: filesNamed });
  return t('{{missing}} of {{count}} files missing', { missing, count: filesNamed });
}
