import { Button, type ButtonProps } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TableFigureSpec } from '../../../app/contract/table-figures.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { AttachTableDialog } from './attach-table-dialog.tsx';

interface AttachTableButtonProps {
  /** Null while there is nothing to draw. */
  spec: TableFigureSpec | null;
  /** Of the panel; its commands apply. */
  isActive: boolean;
  size: ButtonProps['size'];
}

/** Attaches a figure of a table to a sample series or to samples. */
export function AttachTableButton({ spec, isActive, size }: AttachTableButtonProps): ReactNode {
  const [opened, setOpened] = useState(false);
  const open = (): void => setOpened(true);
  useCommands(isActive && spec !== null, [offer('figure.attach.table', open)]);
  return (
    <>
      <Button
        variant="subtle"
        {...(size === undefined ? {} : { size })}
        disabled={spec === null}
        leftSection={<IconUpload size={14} />}
        onClick={open}
      >
        {t('Attach…')}
      </Button>
      {spec !== null && <AttachTableDialog spec={spec} opened={opened} onClose={() => setOpened(false)} />}
    </>
  );
}
