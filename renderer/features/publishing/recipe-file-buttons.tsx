import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconFolderOpen } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { PublishRecipe } from '../../../app/contract/publishing.ts';
import { getClient } from '../../api/client.ts';
import { getShell } from '../../api/shell.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';

interface RecipeFileButtonsProps {
  /** Null while it has mistakes. */
  recipe: PublishRecipe | null;
  onOpen(recipe: PublishRecipe): void;
  isActive: boolean;
}

/** The recipe as a file: the same that `quarry publish` takes. */
export function RecipeFileButtons({ recipe, onOpen, isActive }: RecipeFileButtonsProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => input.current?.click();
  const save = (): void => void saveRecipe(recipe);
  useCommands(isActive, [
    offer('data.publish.open', choose),
    ...(recipe === null ? [] : [offer('data.publish.save', save)]),
  ]);
  return (
    <>
      <Button leftSection={<IconFolderOpen size={14} />} variant="subtle" onClick={choose}>
        {t('Open recipe…')}
      </Button>
      <Button leftSection={<IconDeviceFloppy size={14} />} variant="subtle" disabled={recipe === null} onClick={save}>
        {t('Save recipe…')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml"
        aria-label={t('File of a recipe')}
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (file !== undefined) void openRecipe(file, onOpen);
        }}
      />
    </>
  );
}

async function openRecipe(file: File, onOpen: RecipeFileButtonsProps['onOpen']): Promise<void> {
  try {
    onOpen(await getClient().call('publish.recipe.read', { text: await file.text(), name: file.name }));
  } catch (error) {
    showMessage(toAppError(error));
  }
}

async function saveRecipe(recipe: PublishRecipe | null): Promise<void> {
  if (recipe === null) return;
  const name = `${recipe.id ?? 'publish'}.yaml`;
  try {
    if (await getShell().saveBytes(bytesPath('publish-recipe', { recipe }), name))
      showToast({ level: 'info', text: t('Saved {{name}}. The same by command: quarry publish {{name}}', { name }) });
  } catch (error) {
    showMessage(toAppError(error));
  }
}
