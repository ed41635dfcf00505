import { type ReactNode, useEffect } from 'react';
import { usePanels } from '../../routes/panels.ts';
import { shownAddress, useShownAddress } from '../../routes/shown-targets.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { showToast } from '../../ui/messages.ts';
import { askAboutCollection, type CollectionQuestion, useCollectionQuestion } from './dialog-state.ts';
import { draftOf } from './thing-draft.ts';
import { focusedThing, startThingDrags } from './thing-drag.ts';
import { ThingMenu } from './thing-menu.tsx';
import { thingAt } from './thing-target.ts';

const AddDialog = loadedLater(async () => (await import('./add-dialog.tsx')).AddDialog);
const NameDialog = loadedLater(async () => (await import('./name-dialog.tsx')).NameDialog);
const ExportDialog = loadedLater(async () => (await import('./export-dialog.tsx')).ExportDialog);
const ImportDialog = loadedLater(async () => (await import('./import-dialog.tsx')).ImportDialog);

/** What of collections is there in the whole window: commands, dialogs, the menu of things, and their dragging. */
export function CollectionDialogs(): ReactNode {
  const { question } = useCollectionQuestion();
  const active = useShownAddress(usePanels((state) => state.active) ?? '');
  const shown = thingAt(active) !== undefined;
  useEffect(startThingDrags, []);
  useCommands(true, [
    offer('app.new-collection', () => askAboutCollection({ kind: 'new' })),
    offer('app.import-collection', () => askAboutCollection({ kind: 'import', into: null })),
    offer(shown ? 'data.add-to-collection' : 'data.add-focused', addFocused),
  ]);
  return (
    <>
      <ThingMenu />
      {question !== null && <QuestionDialog question={question} />}
    </>
  );
}

function QuestionDialog({ question }: { question: CollectionQuestion }): ReactNode {
  switch (question.kind) {
    case 'add':
      return <AddDialog things={question.things} />;
    case 'new':
      return <NameDialog collection={null} />;
    case 'rename':
      return <NameDialog collection={question} />;
    case 'export':
      return <ExportDialog id={question.id} name={question.name} />;
    case 'import':
      return <ImportDialog into={question.into} />;
    default:
      return question satisfies never;
  }
}

/** The row or tree line in focus, else what the panel in front shows. */
function addFocused(): void {
  const thing = focusedThing() ?? thingAt(shownAddress(usePanels.getState().active ?? ''));
  if (thing !== undefined) askAboutCollection({ kind: 'add', things: [draftOf(thing)] });
  else
    showToast({
      level: 'info',
      text: t('Nothing in focus can go into a collection.'),
      remedy: t('Open a sample, a record set, a dataset or a figure, or go to its row.'),
    });
}
