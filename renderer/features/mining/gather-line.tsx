import { Button, Progress } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { GatherStep, MiningSource } from '../../../app/contract/mining.ts';
import { getClient } from '../../api/client.ts';
import { formatCount, t } from '../../ui/language.ts';
import styles from './mining.module.css';

interface GatherLineProps {
  connectionId: string;
  source: MiningSource;
  onCancel(): void;
}

/** How far the samples are read; leaving is possible at any time. */
export function GatherLine({ connectionId, source, onCancel }: GatherLineProps): ReactNode {
  const step = useGatherStep(connectionId, source);
  const share = step?.of == null || step.of === 0 ? null : step.done / step.of;
  return (
    <div className={styles.gather}>
      <span role="status">{stepInWords(step)}</span>
      <Progress
        className={styles.gatherBar ?? ''}
        size="sm"
        value={100 * (share ?? 1)}
        animated={share === null}
        aria-label={t('Samples read')}
      />
      <Button size="compact-xs" variant="subtle" onClick={onCancel}>
        {t('Cancel')}
      </Button>
    </div>
  );
}

function stepInWords(step: GatherStep | null): string {
  if (step === null || step.of === null) return t('Looking which samples they are…');
  return t('Reading samples: {{done}} of {{of}}', { done: formatCount(step.done), of: formatCount(step.of) });
}

function useGatherStep(connectionId: string, source: MiningSource): GatherStep | null {
  const [step, setStep] = useState<GatherStep | null>(null);
  const key = JSON.stringify(source);
  useEffect(() => {
    const leaving = new AbortController();
    const follow = async (): Promise<void> => {
      // Written two lines above from a source.
      const input = { connectionId, source: JSON.parse(key) as MiningSource };
      for await (const next of getClient().watch('mining.progress', input, { signal: leaving.signal })) setStep(next);
    };
    // Whoever reads the samples tells what went wrong; this line only says how far they are.
    follow().catch(() => undefined);
    return () => leaving.abort();
  }, [connectionId, key]);
  return step;
}
