import { Button, Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { formatCount, t } from '../../ui/language.ts';
import styles from './sql.module.css';

const most = 50;

/** Earlier statements, newest first; one that is chosen comes into the editor. */
export function SqlHistory({ onChoose }: { onChoose(statement: string): void }): ReactNode {
  const past = useQuery(queryFor('queries.history', { kind: 'sql', limit: most })).data?.questions;
  const data = past?.flatMap((one) =>
    one.question.kind === 'sql' ? { ...one, statement: one.question.statement } : [],
  );
  return (
    <Menu position="bottom-end" width={520}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconHistory size={14} />}
          disabled={data === undefined || data.length === 0}
        >
          {t('History')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.history ?? ''}>
        {data?.map(({ statement, askedUtc, rows }) => (
          <Menu.Item key={statement} onClick={() => onChoose(statement)}>
            <span className={styles.past}>{statement.replaceAll(/\s+/g, ' ')}</span>
            <small className={styles.unit}>
              {t('{{asked}}, {{rows}} rows', {
                count: rows,
                asked: new Date(askedUtc).toLocaleString(),
                rows: formatCount(rows),
              })}
            </small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
