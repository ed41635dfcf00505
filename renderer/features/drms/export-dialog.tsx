import { Button, Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { DrmsSeriesInfo, DrmsServer } from '../../../app/contract/drms.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { showMessage } from '../../ui/messages.ts';
import styles from './drms.module.css';
import { type ExportValues, exportErrors, exportSet, firstExportValues } from './export-values.ts';

interface ExportDialogProps {
  serverId: string;
  /** One export each, in this order. */
  recordSets: string[];
  info: DrmsSeriesInfo;
  opened: boolean;
  onClose(): void;
}

/** Asks for what an export needs, then leaves it to a job that ends with verified files. */
export function ExportDialog(props: ExportDialogProps): ReactNode {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  const about = useQuery(queryFor('app.info', {}));
  const server = servers.data?.find(({ id }) => id === props.serverId);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={`Export from ${server?.name ?? props.serverId}`}
      size={620}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {server !== undefined && about.data !== undefined && (
        <ExportForm {...props} server={server} home={about.data.home} />
      )}
    </Modal>
  );
}

const forms = [
  { value: 'fits', label: 'FITS with all keywords in the header' },
  { value: 'as-is', label: 'Files as they lie on the server' },
];
const deliveries = [
  { value: 'url', label: 'One file each' },
  { value: 'url-tar', label: 'One tar archive' },
];

function ExportForm(props: ExportDialogProps & { server: DrmsServer; home: string }): ReactNode {
  const { server, home, recordSets, info, onClose } = props;
  const [values, setValues] = useState<ExportValues>(() => firstExportValues(server, info, home));
  const [wasSent, setWasSent] = useState(false);
  const counts = useQueries({
    queries: recordSets.map((recordSet) => queryFor('drms.count', { serverId: server.id, recordSet })),
  });
  const count = counts.reduce<number | null>(
    (sum, { data }) => (sum === null || data === undefined ? null : sum + data.count),
    0,
  );
  const setEmail = useCommand('drms.servers.set-email');
  const start = useCommand('drms.export.start');
  const errors = exportErrors(values, info);
  const change = (changes: Partial<ExportValues>): void => setValues((before) => ({ ...before, ...changes }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWasSent(true);
    if (Object.keys(errors).length > 0) return;
    try {
      // The server refuses an address that it does not know, but only after the request was counted.
      if (values.email !== server.email) await setEmail.mutateAsync({ serverId: server.id, email: values.email });
      const { method, protocol, folder } = values;
      await start.mutateAsync({
        serverId: server.id,
        folder,
        queries: recordSets.map((recordSet) => ({
          recordSet: exportSet(recordSet, values.segments, info),
          method,
          protocol,
        })),
      });
      onClose();
    } catch {
      // Shown by the note above the fields.
    }
  };
  const failure = setEmail.error ?? start.error;
  const { chooseFolder } = getShell();
  const choose = async (): Promise<void> => {
    const chosen = await chooseFolder?.('Choose the folder for the files');
    if (chosen != null) change({ folder: chosen });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {failure !== null && <ErrorNote error={toAppError(failure)} />}
      <p className={styles.code}>{recordSets.length === 1 ? recordSets[0] : `${recordSets.length} record sets`}</p>
      <p className={styles.note}>
        {count === null
          ? 'Counting records…'
          : `${count.toLocaleString('en')} records × ${values.segments.length} ${values.segments.length === 1 ? 'segment' : 'segments'}. Records without an image are left out by the server.`}
      </p>
      {info.segments.length > 0 && (
        <Checkbox.Group
          label="Segments"
          value={values.segments}
          error={wasSent ? errors.segments : undefined}
          onChange={(segments) => change({ segments })}
        >
          {info.segments.map(({ name, note }) => (
            <Checkbox key={name} size="xs" mt={4} value={name} label={note === '' ? name : `${name}, ${note}`} />
          ))}
        </Checkbox.Group>
      )}
      <div className={styles.pair}>
        <Select
          label="Form of the files"
          data={forms}
          value={values.protocol}
          allowDeselect={false}
          onChange={(protocol) => change({ protocol: protocol === 'as-is' ? 'as-is' : 'fits' })}
        />
        <Select
          label="Delivery"
          data={deliveries}
          value={values.method}
          allowDeselect={false}
          onChange={(method) => change({ method: method === 'url-tar' ? 'url-tar' : 'url' })}
        />
      </div>
      <TextInput
        label="E-mail address that is registered for exports"
        type="email"
        autoComplete="email"
        value={values.email}
        error={wasSent ? errors.email : undefined}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <div className={styles.folder}>
        <TextInput
          label="Folder for the files"
          value={values.folder}
          error={wasSent ? errors.folder : undefined}
          onChange={(event) => change({ folder: event.currentTarget.value })}
        />
        {chooseFolder !== undefined && (
          <Button
            leftSection={<IconFolder size={14} />}
            onClick={() => choose().catch((error: unknown) => showMessage(toAppError(error)))}
          >
            Choose…
          </Button>
        )}
      </div>
      <div className={styles.formFoot}>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="filled" loading={setEmail.isPending || start.isPending}>
          Start export
        </Button>
      </div>
    </form>
  );
}
