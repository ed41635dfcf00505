import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { getShell } from '../api/shell.ts';
import { language, t } from './language.ts';

export interface FolderFieldProps extends Omit<TextInputProps, 'onChange' | 'value' | 'label' | 'title'> {
  /** Name of the field, not shown. */
  label: string;
  /** Of the dialog that asks for it, where there is one. */
  title: string;
  folder: string;
  /** @param isChosen by the dialog, so that nothing more will be typed */
  onChange(folder: string, isChosen: boolean): void;
}

/** A folder of this computer, typed or chosen. */
export function FolderField({ label, title, folder, onChange, ...more }: FolderFieldProps): ReactNode {
  const { chooseFolder } = getShell();
  const choose = async (): Promise<void> => {
    const chosen = await chooseFolder?.(title);
    if (chosen) onChange(chosen, true);
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={t('Folder of this computer')}
      {...more}
      value={folder}
      onChange={(event) => onChange(event.currentTarget.value, false)}
      rightSection={
        chooseFolder && (
          <ActionIcon
            aria-label={t('Choose {{label}}', { label: language === 'de' ? label : label.toLowerCase() })}
            onClick={() => void choose()}
          >
            <IconFolder size={14} />
          </ActionIcon>
        )
      }
    />
  );
}
