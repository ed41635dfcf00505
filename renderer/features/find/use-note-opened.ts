import { useEffect } from 'react';
import { useCommand } from '../../api/query-options.ts';
import { usePanels } from '../../routes/panels.ts';

/** Tells the search what is looked at: it comes first among hits that fit equally. */
export function useNoteOpened(): void {
  const active = usePanels((state) => state.active);
  const { mutate } = useCommand('find.note-opened');
  useEffect(() => {
    // Nothing depends on it, so that a failure is not worth a word.
    if (active !== null) mutate({ address: active });
  }, [active, mutate]);
}
