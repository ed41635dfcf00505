import { Button, Menu } from '@mantine/core';
import { IconCode } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../app/contract/app-error.ts';
import styles from './code-menu.module.css';
import { t } from './language.ts';
import { showToast } from './messages.ts';

const titles = {
  quarry: t('quarry (command line)'),
  library: t('TypeScript: quarry library'),
  drms: 'Python: drms',
  sunpy: 'Python: SunPy',
  pybis: 'Python: pyBIS',
  jb_remote: 'Python: jb_remote',
  curl: 'curl',
};

interface WrittenCode {
  language: keyof typeof titles;
  text: string | null;
  /** Why there is no text. */
  reason: string | null;
}

interface CodeMenuProps {
  codes: UseQueryResult<WrittenCode[], AppError>;
  opened: boolean;
  onChange(opened: boolean): void;
  isDisabled?: boolean;
  /** Not in a toolbar but in a line of text. */
  isCompact?: boolean;
}

/** Texts of programs to be copied, one for each language. */
export function CodeMenu({ codes, opened, onChange, isDisabled = false, isCompact = false }: CodeMenuProps): ReactNode {
  const copy = (language: keyof typeof titles, text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => showToast({ level: 'info', text: t('Copied for {{titles}}.', { titles: titles[language] }) }),
      () =>
        showToast({
          level: 'warn',
          text: t('The clipboard cannot be written.'),
          remedy: t('Allow it in the browser.'),
        }),
    );
  };
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end">
      <Menu.Target>
        <Button
          {...(isCompact ? { size: 'compact-xs' } : { ml: 'auto' })}
          variant="subtle"
          disabled={isDisabled}
          leftSection={<IconCode size={14} />}
        >
          {t('Copy as code')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {codes.isPending && <Menu.Label c="var(--q-text-2)">{t('Writing…')}</Menu.Label>}
        {codes.error !== null && <Menu.Label c="var(--q-text-2)">{codes.error.message}</Menu.Label>}
        {codes.data?.map(({ language, text, reason }) => (
          <Menu.Item key={language} disabled={text === null} onClick={() => text !== null && copy(language, text)}>
            {titles[language]}
            {reason !== null && <small className={styles.reason}>{reason}</small>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
