import { TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { useAvailableCommands } from '../../ui/commands.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { t } from '../../ui/language.ts';
import { useSingleKeys } from '../../ui/single-keys.ts';
import styles from './settings.module.css';

/** Keys that belong to a place rather than to a command. */
const localKeys: readonly { title: string; keys: readonly [string, string][] }[] = [
  {
    title: t('Everywhere'),
    keys: [
      ['/', t('Filter the list that has the focus')],
      ['Mod+Enter', t('Main action of a dialog')],
      ['Esc', t('Close, and keep what was typed')],
    ],
  },
  {
    title: t('Navigator'),
    keys: [
      ['↑ ↓', t('Move')],
      ['← →', t('Close or open a branch')],
      ['Enter', t('Open')],
      ['Shift+F10', t('Actions of a connection')],
    ],
  },
  {
    title: t('Figure'),
    keys: [
      ['← →', t('Next point, read out')],
      ['↑ ↓', t('Other curve')],
      ['[ ]', t('Move the fit range')],
      ['+ − 0', t('Zoom in, out, reset')],
      ['T', t('Points as a table')],
      ['L', t('Listen to the curve, or stop')],
    ],
  },
];

/** Every key that does something now. */
export function ShortcutsPanel({ panelId }: PanelProps<'shortcuts'>): ReactNode {
  usePanelTitle(panelId, { title: t('Keyboard shortcuts'), icon: 'shortcuts' });
  const commands = useAvailableCommands().filter(({ shortcut }) => shortcut !== undefined);
  const singleKeys = useSingleKeys();
  const groups = [...new Set(commands.map(({ group }) => group))].map((group) => {
    const own = commands.filter((command) => command.group === group);
    return { title: t(group), keys: own.map(({ shortcut = '', title }) => [shortcut, title] as const) };
  });
  const [filter, setFilter] = useState('');
  const words = filter.trim();
  const tables = [...groups, ...localKeys].flatMap(({ title, keys }) => {
    const shown = keys.filter(([shortcut, what]) => containsWords(`${what} ${shortcut}`, words));
    return shown.length === 0 ? [] : [{ title, keys: shown }];
  });
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>{t('Keyboard shortcuts')}</h2>
      <TextInput
        size="xs"
        w={280}
        mb={8}
        aria-label={t('Filter shortcuts')}
        placeholder={t('Filter shortcuts')}
        data-list-filter
        leftSection={<IconSearch size={14} />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setFilter('');
        }}
      />
      {tables.map(({ title, keys }) => (
        <KeyTable key={title} title={title} keys={keys} />
      ))}
      {tables.length === 0 && (
        <EmptyState
          icon={IconSearchOff}
          title={t('No shortcut fits “{{filter}}”.', { filter: words })}
          actions={[{ label: t('Clear filter'), onClick: () => setFilter('') }]}
        >
          {t('Keys of what is open in the window are listed.')}
        </EmptyState>
      )}
      {!singleKeys && <p className={styles.hint}>{t('Single keys are switched off in the settings.')}</p>}
    </div>
  );
}

function KeyTable({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }): ReactNode {
  return (
    <section aria-label={title}>
      <h3 className={styles.head}>{title}</h3>
      <table className={styles.keys}>
        <tbody>
          {keys.map(([shortcut, what]) => (
            <tr key={shortcut}>
              <th scope="row">
                <KeyHint keys={shortcut} />
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
