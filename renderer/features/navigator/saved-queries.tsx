import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertTriangle, IconBookmark, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SavedQuery } from '../../../app/contract/queries.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { removeQuery } from '../queries/change-queries.ts';
import { openQuestion, targetOf } from '../queries/question-target.ts';
import { SaveQueryDialog } from '../queries/save-query-dialog.ts';
import styles from './navigator.module.css';
import { TreeItem } from './tree-item.tsx';
import { onTreeKey } from './tree-keys.ts';

/** Questions that were saved under a name, of all systems. */
export function SavedQueries({ filter }: { filter: string }): ReactNode {
  const list = useQuery(queryFor('queries.list', {})).data ?? [];
  const found = list.filter(({ name, title }) => containsWords(`${name} ${title}`, filter));
  const [changed, setChanged] = useState<SavedQuery | null>(null);
  if (found.length === 0) return null;
  return (
    <>
      <div className={styles.head}>
        <h2>{t('Saved queries')}</h2>
      </div>
      <div role="tree" aria-label={t('Saved queries')} className={styles.shortTree} onKeyDown={onTreeKey}>
        {found.map((query) => (
          <QueryLine key={query.id} query={query} onChange={() => setChanged(query)} />
        ))}
      </div>
      {changed !== null && (
        <SaveQueryDialog question={changed.question} saved={changed} onDone={() => setChanged(null)} />
      )}
    </>
  );
}

function QueryLine({ query, onChange }: { query: SavedQuery; onChange(): void }): ReactNode {
  const { id, name, title, question, unseen, problem } = query;
  const [menuOpen, setMenuOpen] = useState(false);
  const run = useCommand('queries.run');
  const address = panelAddress({ kind: 'query', params: { queryId: id } });
  const state =
    problem !== null
      ? t('no new answer')
      : unseen > 0
        ? t('{{unseen}} changes', { unseen: formatInteger(unseen) })
        : t('no changes');
  return (
    <TreeItem
      id={`query/${id}`}
      level={1}
      label={name}
      icon={IconBookmark}
      spoken={`${name}, ${title}, ${state}`}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('query', { queryId: id })}
      onMenu={() => setMenuOpen(true)}
      end={
        <span className={styles.end}>
          {problem !== null && <IconAlertTriangle size={13} aria-hidden className={styles.problem} />}
          {unseen > 0 && (
            <span
              className={styles.news}
              title={t('{{unseen}} changes since the last look', { unseen: formatInteger(unseen) })}
            >
              {formatInteger(unseen)}
            </span>
          )}
          <Menu opened={menuOpen} onChange={setMenuOpen} position="bottom-start" width={200}>
            <Menu.Target>
              <ActionIcon
                size={20}
                tabIndex={-1}
                className={styles.menu ?? ''}
                aria-label={t('Actions of {{name}}', { name })}
              >
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => run.mutate({ id }, { onError: showMessage })}>{t('Run query')}</Menu.Item>
              {targetOf(question) !== undefined && (
                <Menu.Item onClick={() => openQuestion(question)}>{t('Open question')}</Menu.Item>
              )}
              <Menu.Item onClick={onChange}>{t('Name and schedule…')}</Menu.Item>
              <Menu.Item onClick={() => void removeQuery(query)}>{t('Remove query')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      }
    />
  );
}
