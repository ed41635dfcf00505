import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { JupyterSettings, JupyterState } from '../../../app/contract/jupyter.ts';
import { queryFor } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { SettingLine } from '../settings/setting-line.tsx';
import styles from './jupyter.module.css';

export interface ServingSectionProps {
  state: JupyterState;
  isChanging: boolean;
  set(change: Partial<JupyterSettings>): void;
}

/** The switch, and what callers have to know. */
export function ServingSection({ state, isChanging, set }: ServingSectionProps): ReactNode {
  const { canServe, failure, running, settings } = state;
  return (
    <section aria-label={t('Serving')}>
      <h3 className={styles.head}>{t('Serving')}</h3>
      {!canServe && (
        <Note tone="info" title={t('This Quarry cannot serve the API.')}>
          <Sentence english="Start it alone with <command>quarry jupyter</command>." parts={{ command: <code /> }} />
        </Note>
      )}
      {failure !== null && (
        <Note tone="bad" title={failure.message} action={{ label: t('Try again'), onClick: () => set({ isOn: true }) }}>
          {failure.remedy}
        </Note>
      )}
      <SettingLine label={t('Serve the API')} hint={t('On this computer alone; each caller needs the token.')}>
        {(label) => (
          <Switch
            aria-labelledby={label}
            checked={settings.isOn}
            disabled={!canServe || isChanging}
            onChange={(event) => set({ isOn: event.currentTarget.checked })}
          />
        )}
      </SettingLine>
      {running !== null && (
        <>
          <SettingLine
            label={t('Address')}
            hint={t('Its description is at {{address}}openbis/x/openapi.json', { address: running.address })}
          >
            {() => (
              <span className={styles.told}>
                <span>{running.address}</span>
                <CopyButton label={t('Copy address')} text={() => running.address} />
              </span>
            )}
          </SettingLine>
          <Token key={running.startedUtc} />
        </>
      )}
      <Place key={`${settings.port} ${settings.basePath}`} settings={settings} set={set} />
    </section>
  );
}

/** Asked of the core only to be seen; another one at each start. */
function Token(): ReactNode {
  const [isShown, setShown] = useState(false);
  const token = useQuery({ ...queryFor('jupyter.token.get', {}), enabled: isShown, gcTime: 0, staleTime: 0 });
  return (
    <SettingLine label={t('Token')} hint={t('For the header “Authorization: token …”. Another one at each start.')}>
      {() => (
        <span className={styles.told}>
          {isShown && token.error !== null && <ErrorNote error={token.error} />}
          <span>{isShown && token.data !== undefined ? token.data.token : '••••••••••••'}</span>
          {isShown && token.data !== undefined && <CopyButton label={t('Copy token')} text={() => token.data.token} />}
          <Button ml={4} aria-label={isShown ? t('Hide token') : t('Show token')} onClick={() => setShown(!isShown)}>
            {isShown ? t('Hide') : t('Show')}
          </Button>
        </span>
      )}
    </SettingLine>
  );
}

/** Port and path; kept when the field is left. */
function Place({ settings, set }: Pick<ServingSectionProps, 'set'> & { settings: JupyterSettings }): ReactNode {
  const [port, setPort] = useState<string | number>(settings.port === 0 ? '' : settings.port);
  const [basePath, setBasePath] = useState(settings.basePath);
  const wanted = port === '' ? 0 : Number(port);
  const keepPort = (): void => {
    if (wanted !== settings.port) set({ port: wanted });
  };
  const keepPath = (): void => {
    if (basePath !== settings.basePath) set({ basePath });
  };
  const onEnter = (keep: () => void) => (event: KeyboardEvent) => event.key === 'Enter' && keep();
  return (
    <>
      <SettingLine label={t('Port')} hint={t('Empty: any free one.')}>
        {(label) => (
          <NumberInput
            w={140}
            aria-labelledby={label}
            placeholder={t('any')}
            min={0}
            max={65_535}
            allowDecimal={false}
            clampBehavior="strict"
            value={port}
            onChange={setPort}
            onBlur={keepPort}
            onKeyDown={onEnter(keepPort)}
          />
        )}
      </SettingLine>
      <SettingLine label={t('Base path')} hint={t('All addresses begin with it, such as /user/ada/ of a hub.')}>
        {(label) => (
          <TextInput
            w={220}
            aria-labelledby={label}
            value={basePath}
            onChange={(event) => setBasePath(event.currentTarget.value)}
            onBlur={keepPath}
            onKeyDown={onEnter(keepPath)}
          />
        )}
      </SettingLine>
    </>
  );
}
