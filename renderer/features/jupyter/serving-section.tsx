import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { JupyterSettings, JupyterState } from '../../../app/contract/jupyter.ts';
import { queryFor } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Note } from '../../ui/note.tsx';
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
    <section aria-label="Serving">
      <h3 className={styles.head}>Serving</h3>
      {!canServe && (
        <Note tone="info" title="This Quarry cannot serve the API.">
          Start it alone with <code>quarry jupyter</code>.
        </Note>
      )}
      {failure !== null && (
        <Note tone="bad" title={failure.message} action={{ label: 'Try again', onClick: () => set({ isOn: true }) }}>
          {failure.remedy}
        </Note>
      )}
      <SettingLine label="Serve the API" hint="On this computer alone; each caller needs the token.">
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
          <SettingLine label="Address" hint={`Its description is at ${running.address}openbis/x/openapi.json`}>
            {() => (
              <span className={styles.told}>
                <span>{running.address}</span>
                <CopyButton label="Copy address" text={() => running.address} />
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
    <SettingLine label="Token" hint="For the header “Authorization: token …”. Another one at each start.">
      {() => (
        <span className={styles.told}>
          {isShown && token.error !== null && <ErrorNote error={token.error} />}
          <span>{isShown && token.data !== undefined ? token.data.token : '••••••••••••'}</span>
          {isShown && token.data !== undefined && <CopyButton label="Copy token" text={() => token.data.token} />}
          <Button ml={4} aria-label={isShown ? 'Hide token' : 'Show token'} onClick={() => setShown(!isShown)}>
            {isShown ? 'Hide' : 'Show'}
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
      <SettingLine label="Port" hint="Empty: any free one.">
        {(label) => (
          <NumberInput
            w={140}
            aria-labelledby={label}
            placeholder="any"
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
      <SettingLine label="Base path" hint="All addresses begin with it, such as /user/ada/ of a hub.">
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
