import { Button, Loader, Menu } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../app/contract/app-error.ts';
import { type TableFileFormat, tableFileFacts, tableFileFormats } from '../../app/domain/table-files/formats.ts';
import { getShell } from '../api/shell.ts';
import { offer, useCommands } from './commands.ts';
import { t } from './language.ts';
import { showMessage, showToast } from './messages.ts';
import { say } from './say.ts';

interface SaveTableMenuProps {
  /** Name of the file without its ending. */
  fileName: string;
  /** Byte address of the file. */
  pathOf(format: TableFileFormat): string;
  /** What goes into the file, e.g. "712 418 records, 8 columns". */
  extent: string;
  /** Choices above the formats. */
  choices?: ReactNode;
  /** Whether its commands apply. */
  isActive: boolean;
}

/** Saves a table in one of the formats of other programs. */
export function SaveTableMenu({ fileName, pathOf, extent, choices, isActive }: SaveTableMenuProps): ReactNode {
  const [opened, setOpened] = useState(false);
  const [saving, setSaving] = useState<TableFileFormat | null>(null);
  const save = async (format: TableFileFormat): Promise<void> => {
    const name = `${fileName}${tableFileFacts[format].endings[0]}`;
    setSaving(format);
    try {
      if (await getShell().saveBytes(pathOf(format), name))
        showToast({ level: 'info', text: t('Saved {{name}}: {{extent}}.', { name, extent }) });
    } catch (error) {
      showMessage(toAppError(error));
    } finally {
      setSaving(null);
    }
  };
  useCommands(isActive, [
    offer('table.save', () => setOpened(true)),
    ...tableFileFormats.map((format) =>
      offer('table.save.as', () => void save(format), { format: say(tableFileFacts[format].title) }, format),
    ),
  ]);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={saving === null ? <IconTableExport size={14} /> : <Loader size={12} />}
          disabled={saving !== null}
        >
          {saving === null ? t('Save table') : t('Saving {{title}}…', { title: say(tableFileFacts[saving].title) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="var(--q-text-2)">{extent}</Menu.Label>
        {choices}
        {tableFileFormats.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)} rightSection={<Use format={format} />}>
            {say(tableFileFacts[format].title)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Use({ format }: { format: TableFileFormat }): ReactNode {
  return <small style={{ color: 'var(--q-text-2)', paddingLeft: 16 }}>{say(tableFileFacts[format].use)}</small>;
}
