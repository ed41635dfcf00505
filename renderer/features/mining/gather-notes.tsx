import type { ReactNode } from 'react';
import type { MiningFields } from '../../../app/contract/mining.ts';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';

const shown = 5;

/** What could not be read, and what the server kept back. */
export function GatherNotes({ gathered }: { gathered: Pick<MiningFields, 'problems' | 'cut'> }): ReactNode {
  const { problems, cut } = gathered;
  return (
    <>
      {cut !== null && <Note tone="warn" title={cut} />}
      {problems.length > 0 && (
        <Note tone="warn" title={t('{{count}} samples could not be read.', { count: problems.length })}>
          {problems
            .slice(0, shown)
            .map(({ sample, problem }) => `${sample}: ${problem}`)
            .join(' ')}
          {problems.length > shown && t(' And {{problemCount}} more.', { problemCount: problems.length - shown })}
        </Note>
      )}
    </>
  );
}
