import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { getClient } from '../../api/client.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import styles from './sample.module.css';

/** The sample as the server sends it, asked for when this is opened. */
export function RawAnswer({ connectionId, sampleId }: { connectionId: string; sampleId: number }): ReactNode {
  const raw = useQuery({
    queryKey: ['raw-sample', connectionId, sampleId],
    queryFn: ({ signal }) =>
      getClient().call('juliabase.open', { connectionId, url: `samples/by_id/${sampleId}` }, { signal }),
    retry: false,
  });
  if (raw.error !== null) return <ErrorNote error={toAppError(raw.error)} connectionId={connectionId} />;
  if (raw.data === undefined) return <LoadingRows count={10} />;
  return <pre className={styles.json}>{JSON.stringify(raw.data.answer, null, 2)}</pre>;
}
