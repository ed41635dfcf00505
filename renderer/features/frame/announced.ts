import type { IDockviewReactProps } from 'dockview-react';
import { usePanelTitles } from '../../routes/panel-title.ts';
import { t } from '../../ui/language.ts';
import { titleOf } from './panel-tab.tsx';

/** What a screen reader says of a change of the panels, by the names of their tabs. */
export const announced: NonNullable<IDockviewReactProps['getAnnouncement']> = ({ kind, panel: { id } }) => {
  const { title } = usePanelTitles.getState().titles[id] ?? titleOf(id);
  switch (kind) {
    case 'open':
      return t('{{title}} opened', { title });
    case 'close':
      return t('{{title}} closed', { title });
    case 'maximize':
      return t('{{title}} takes all the room', { title });
    case 'restore':
      return t('{{title}} beside the others again', { title });
    case 'float':
    case 'dock':
    case 'popout':
      // Windows of their own are the shell's.
      return null;
    default:
      return kind satisfies never;
  }
};
