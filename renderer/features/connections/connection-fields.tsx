import { Checkbox, PasswordInput, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { type ConnectionFormValues, type formErrors, hostOf } from './connection-draft.ts';
import styles from './connections.module.css';
import { PathRules } from './path-rules.tsx';

export interface ConnectionFieldsProps {
  values: ConnectionFormValues;
  errors: ReturnType<typeof formErrors>;
  isNew: boolean;
  passwordKept: Connection['passwordKept'];
  onChange(changes: Partial<ConnectionFormValues>): void;
}

const kinds = [
  { value: 'juliabase', label: 'JuliaBase' },
  { value: 'openbis', label: 'openBIS' },
] as const;

/** All that Quarry asks about a server. */
export function ConnectionFields({ values, errors, isNew, passwordKept, onChange }: ConnectionFieldsProps): ReactNode {
  const isOpenbis = values.kind === 'openbis';
  return (
    <div className={styles.fields}>
      {isNew && (
        <SegmentedControl
          aria-label={t('Kind of server')}
          data={[...kinds]}
          value={values.kind}
          onChange={(kind) => onChange({ kind: kind === 'openbis' ? kind : 'juliabase' })}
        />
      )}
      <TextInput
        label={t('Address of the {{name}} server, as in the browser', { name: isOpenbis ? 'openBIS' : 'JuliaBase' })}
        placeholder="https://"
        data-autofocus
        value={values.url}
        error={errors.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('User name')}
          autoComplete="username"
          value={values.user}
          error={errors.user}
          onChange={(event) => onChange({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={isOpenbis ? t('Password or personal access token') : t('Password')}
          autoComplete="current-password"
          placeholder={isNew || passwordKept === 'none' ? '' : t('unchanged')}
          value={values.password}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
        />
      </div>
      <KeepPassword keep={values.keepPassword} onChange={(keepPassword) => onChange({ keepPassword })} />
      <TextInput
        label={t('Name shown')}
        placeholder={hostOf(values.url)}
        maxLength={60}
        value={values.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {!isOpenbis && (
        <PathRules
          rules={values.pathRules}
          error={errors.pathRules}
          onChange={(pathRules) => onChange({ pathRules })}
        />
      )}
      {!isOpenbis && <OutboxRules values={values} error={errors.settleWindow} onChange={onChange} />}
      <Advanced values={values} onChange={onChange} />
    </div>
  );
}

function KeepPassword({ keep, onChange }: { keep: boolean; onChange(keep: boolean): void }): ReactNode {
  const info = useQuery(queryFor('app.info', {})).data;
  if (info?.secretsWhere === 'memory') {
    return (
      <p className={styles.hint}>
        {t(
          'This computer offers no key store: the password stays in memory and is asked for again when Quarry has been closed.',
        )}
      </p>
    );
  }
  return (
    <Radio.Group
      label={t('Keep the password')}
      value={keep ? 'key-store' : 'memory'}
      onChange={(value) => onChange(value === 'key-store')}
    >
      <Radio size="xs" value="key-store" label={t('In the key store of this computer')} />
      <Radio size="xs" mt={4} value="memory" label={t('Only until Quarry closes')} />
    </Radio.Group>
  );
}

/** How writes to this server are looked for. */
function OutboxRules({
  values,
  error,
  onChange,
}: Pick<ConnectionFieldsProps, 'values' | 'onChange'> & { error: string | undefined }): ReactNode {
  return (
    // An error in a closed part would be seen by nobody.
    <details className={styles.advanced} open={error === undefined ? undefined : true}>
      <summary>{t('Writing: lost answers, marks')}</summary>
      <TextInput
        label={t('Seconds in which a lost write may still arrive')}
        description={t('Longer than the time limits of the server and of its proxy; at least 60.')}
        inputMode="numeric"
        value={values.settleWindow}
        error={error}
        onChange={(event) => onChange({ settleWindow: event.currentTarget.value })}
      />
      <Checkbox
        mt={8}
        label={t('Mark what Quarry writes')}
        description={t(
          'Comments end in [quarry:…], by which a record is found again. Without it Quarry asks you whenever an answer is lost.',
        )}
        checked={values.usesMarks}
        onChange={(event) => onChange({ usesMarks: event.currentTarget.checked })}
      />
    </details>
  );
}

function Advanced({ values, onChange }: Pick<ConnectionFieldsProps, 'values' | 'onChange'>): ReactNode {
  return (
    <details className={styles.advanced}>
      <summary>{t('Advanced: certificate, proxy')}</summary>
      <Textarea
        label={t('Certificate authority of your institute (PEM)')}
        placeholder="-----BEGIN CERTIFICATE-----"
        autosize
        minRows={2}
        maxRows={5}
        value={values.ca}
        onChange={(event) => onChange({ ca: event.currentTarget.value })}
      />
      <TextInput
        label={t('SHA-256 fingerprint of the server’s certificate')}
        description={t('Quarry then trusts this certificate and no other.')}
        value={values.pinnedFingerprint}
        onChange={(event) => onChange({ pinnedFingerprint: event.currentTarget.value })}
      />
      <TextInput
        label={t('Proxy')}
        placeholder="http://proxy.institute.example:3128"
        value={values.proxy}
        onChange={(event) => onChange({ proxy: event.currentTarget.value })}
      />
      {values.kind === 'openbis' && (
        <Checkbox
          mt={8}
          label={t('Check the server’s certificate')}
          description={t('Without it anybody on the way can read your password; give the fingerprint instead.')}
          checked={values.verifyCertificates}
          onChange={(event) => onChange({ verifyCertificates: event.currentTarget.checked })}
        />
      )}
    </details>
  );
}
