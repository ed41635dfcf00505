import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

const leastMb = 20;
const mostMb = 100_000;

export interface CacheSectionProps {
  limitMb: number;
  setLimitMb(limitMb: number): void;
}

/** How much of the servers' answers is kept on this computer. */
export function CacheSection({ limitMb, setLimitMb }: CacheSectionProps): ReactNode {
  const [typed, setTyped] = useState<string | number>(limitMb);
  const info = useQuery(queryFor('app.info', {})).data;
  const clear = useCommand('app.cache.clear');
  const isValid = typeof typed === 'number' && Number.isInteger(typed) && typed >= leastMb && typed <= mostMb;
  const keep = (): void => {
    if (isValid && typed !== limitMb) setLimitMb(typed);
  };
  return (
    <SettingsSection title={t('Kept answers')}>
      <SettingLine
        label={t('Keep at most')}
        keywords={t('cache disk size limit')}
        hint={t('The oldest answers go first. Without them nothing can be read offline.')}
      >
        {(label) => (
          <NumberInput
            size="xs"
            w={140}
            aria-labelledby={label}
            suffix=" MB"
            min={leastMb}
            max={mostMb}
            step={100}
            clampBehavior="none"
            value={typed}
            error={isValid ? undefined : t('Give a number from {{leastMb}} to {{mostMb}}.', { leastMb, mostMb })}
            onChange={setTyped}
            onBlur={keep}
            onKeyDown={(event) => event.key === 'Enter' && keep()}
          />
        )}
      </SettingLine>
      {clear.error !== null && <ErrorNote error={clear.error} />}
      <SettingLine
        label={
          info === undefined
            ? t('Kept now')
            : t('Kept now: {{cacheBytes}}', { cacheBytes: formatBytes(info.cacheBytes) })
        }
        hint={
          clear.data === undefined
            ? t('Nothing at a server changes.')
            : t('{{freedBytes}} are free again.', { freedBytes: formatBytes(clear.data.freedBytes) })
        }
      >
        {() => (
          <Button loading={clear.isPending} onClick={() => clear.mutate({})}>
            {t('Clear kept answers')}
          </Button>
        )}
      </SettingLine>
    </SettingsSection>
  );
}
