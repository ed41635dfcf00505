import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CrawlTimes, KnownCrawler } from '../../../app/contract/crawlers.ts';
import { getClient } from '../../api/client.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { rememberChange } from '../../ui/undo.ts';
import { nameOf, timesInWords, timesOf } from './crawler-words.ts';
import styles from './crawlers.module.css';
import { InstallLines } from './install-lines.tsx';

type Kind = CrawlTimes['kind'] | 'never';

const kinds: { value: Kind; label: string }[] = [
  { value: 'never', label: t('By hand') },
  { value: 'every', label: t('Every so many minutes') },
  { value: 'at', label: t('At times of the day') },
];

/** When a crawler runs by itself, here or by the computer. */
export function CrawlerTimes({ crawler }: { crawler: KnownCrawler }): ReactNode {
  const { file, times, owner } = crawler;
  const [kind, setKind] = useState<Kind>(times?.kind ?? 'never');
  const [minutes, setMinutes] = useState(times?.kind === 'every' ? String(times.minutes) : '60');
  const [clock, setClock] = useState(times?.kind === 'at' ? times.times.join(', ') : '06:00, 18:00');
  const plan = useCommand('crawlers.plan');
  const wanted = kind === 'never' ? null : timesOf(kind, kind === 'every' ? minutes : clock);
  const isElsewhere = owner !== null && !owner.isHere && times !== null;
  const isSame = !isElsewhere && JSON.stringify(wanted) === JSON.stringify(times);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted === undefined) return;
    const set = (value: CrawlTimes | null): Promise<unknown> =>
      getClient().call('crawlers.plan', { file, times: value });
    const change = {
      title: t('Schedule of {{crawler}}: {{wanted}}', { crawler: nameOf(crawler), wanted: timesInWords(wanted) }),
      undo: () => set(times),
      redo: () => set(wanted),
    };
    plan.mutate({ file, times: wanted }, { onSuccess: () => rememberChange(change) });
  };
  return (
    <>
      <div className={styles.times}>
        {plan.error !== null && <ErrorNote error={plan.error} />}
        {isElsewhere && (
          <Note tone="warn" title={t('It runs by itself on {{computer}}, not here.', { computer: owner.computer })}>
            {t(
              'Save the schedule to let it run on this computer. Records that the other one has sent are found by their marks.',
            )}
          </Note>
        )}
        <form onSubmit={submit} noValidate aria-label={t('Schedule')} className={styles.formLine}>
          <SegmentedControl
            aria-label={t('When it runs')}
            data={kinds}
            value={kind}
            onChange={(value) => setKind(kinds.find((one) => one.value === value)?.value ?? kind)}
          />
          {kind === 'every' && (
            <TextInput
              aria-label={t('Minutes between two runs')}
              inputMode="numeric"
              w={90}
              value={minutes}
              error={wanted === undefined && t('1 to 10080')}
              onChange={(event) => setMinutes(event.currentTarget.value)}
            />
          )}
          {kind === 'at' && (
            <TextInput
              aria-label={t('Times of the day')}
              placeholder="06:00, 18:00"
              w={220}
              value={clock}
              error={wanted === undefined && t('Write times as 06:00, 18:30.')}
              onChange={(event) => setClock(event.currentTarget.value)}
            />
          )}
          <Button type="submit" variant="filled" disabled={wanted === undefined || isSame} loading={plan.isPending}>
            {t('Save schedule')}
          </Button>
        </form>
        <p className={styles.hint}>
          {t(
            'It runs by itself only while Quarry is open. What was missed is made up for by one run when Quarry starts.',
          )}
        </p>
      </div>
      <InstallLines file={file} />
    </>
  );
}
