import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Question } from '../../../app/contract/questions.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { SaveQueryDialog } from './save-query-dialog.ts';

interface SaveQuestionProps {
  question: Question;
  /** The command of the panel means this question. */
  isActive: boolean;
  /** Tells it from others of the same panel. */
  label?: string;
}

/** Saves what a panel asks under a name, so that it can be asked again and compared. */
export function SaveQuestion({ question, isActive, label = t('Save query…') }: SaveQuestionProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  useCommands(isActive, [offer('query.save', () => setOpen(true))]);
  return (
    <>
      <Button size="compact-xs" variant="subtle" leftSection={<IconBookmark size={13} />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && <SaveQueryDialog question={question} onDone={() => setOpen(false)} />}
    </>
  );
}
