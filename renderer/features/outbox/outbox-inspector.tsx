import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import type { OutboxDetails } from '../../../app/contract/outbox.ts';
import { formatBytes, formatStamp, formatWhen } from '../../../app/domain/number-format.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList, type FactListProps } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { showMessage } from '../../ui/messages.ts';
import { useNowMs } from '../../ui/now.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './outbox.module.css';
import { askToWithdraw } from './outbox-confirm.tsx';
import { reasonOf } from './outbox-words.ts';

/** The selected item: what it waits for, its journal, and what is sent. */
export function OutboxInspector({ id }: { id: string }): ReactNode {
  const query = useQuery(queryFor('outbox.get', { id }));
  if (query.data === undefined)
    return query.error === null ? <LoadingRows count={6} /> : <ErrorNote error={query.error} />;
  const { item } = query.data;
  const refusal = item.state === 'waiting' && item.error?.code === 'auth-required' ? item.error : null;
  return (
    <>
      <FactList facts={factsOf(query.data)} />
      {refusal !== null && <ErrorNote error={AppError.fromData(refusal)} connectionId={item.connectionId} />}
      <Actions details={query.data} />
      <SectionHead title={t('Journal')} />
      <Journal details={query.data} />
      <SectionHead title={t('What is sent')} />
      <FactList facts={contentFacts(query.data)} />
    </>
  );
}

function factsOf({ item, marker }: OutboxDetails): FactListProps['facts'] {
  const { attempts, windowEndUtc, nextUtc, sentUtc } = item;
  const reason = reasonOf(item, false);
  const when = (utc: string): string => formatWhen(utc, 0).full;
  return [
    { label: t('Item'), value: t('{{title}} to {{target}}', { title: item.title, target: item.target }) },
    ...(reason === '' ? [] : [{ label: t('Why'), value: reason }]),
    ...(marker === null
      ? []
      : [{ label: t('Mark'), value: <code className={styles.mark}>{`quarry:${marker}`}</code> }]),
    ...(attempts === 0 ? [] : [{ label: t('Sent'), value: t('{{count}} times', { count: attempts }) }]),
    ...(sentUtc === null ? [] : [{ label: t('Last sent'), value: when(sentUtc) }]),
    ...(nextUtc === null ? [] : [{ label: t('Next look'), value: when(nextUtc) }]),
    ...(item.state !== 'checking'
      ? []
      : [
          { label: t('If found'), value: t('done, with its link') },
          {
            label: t('If not'),
            value:
              windowEndUtc === null
                ? t('sent again, same mark')
                : t('sent again at {{windowEndUtc}}, same mark', { windowEndUtc: when(windowEndUtc) }),
          },
        ]),
  ];
}

function Actions({ details: { item } }: { details: OutboxDetails }): ReactNode {
  const look = useCommand('outbox.look');
  const isUnderWay = item.state === 'waiting' || item.state === 'checking';
  if (!isUnderWay && item.state !== 'needs-you') return null;
  return (
    <div className={styles.actions}>
      {isUnderWay && (
        <Button
          leftSection={<IconSearch size={14} />}
          loading={look.isPending}
          onClick={() => look.mutate({ id: item.id }, { onError: showMessage })}
        >
          {item.state === 'waiting' ? t('Try now') : t('Look now')}
        </Button>
      )}
      <Button onClick={() => askToWithdraw(item)}>{t('Withdraw…')}</Button>
    </div>
  );
}

function Journal({ details: { history } }: { details: OutboxDetails }): ReactNode {
  const nowMs = useNowMs();
  return (
    <ol className={styles.journal}>
      {history.map(({ atUtc, lastUtc, text, count }) => (
        <li key={`${atUtc} ${text}`}>
          <time dateTime={atUtc}>{formatStamp(atUtc, nowMs)}</time>
          <span>
            {text}
            {count > 1 &&
              t(' ({{number}} times, last {{lastUtc}})', { number: count, lastUtc: formatStamp(lastUtc, nowMs) })}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Parts of what is sent, in the words of forms. */
const contentWords: Readonly<Record<string, string>> = {
  title: t('Title'),
  comments: t('Comments'),
  sampleIds: t('Sample ids'),
  seriesNames: t('Series names'),
  table: t('Table'),
  figureIdentity: t('Figure identity'),
  resultId: t('Result id'),
  description: t('Description'),
  important: t('Important'),
  name: t('Name'),
  newName: t('New name'),
  keepsAlias: t('Keeps alias'),
  currentLocation: t('Current location'),
  responsiblePerson: t('Responsible person'),
  purpose: t('Purpose'),
  tags: t('Tags'),
  topic: t('Topic'),
};

function contentFacts({ payload, files }: OutboxDetails): FactListProps['facts'] {
  const entries = typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload : {};
  const { timestampUtc, timestampInaccuracy, ...others } = entries;
  const facts = Object.entries(others).map(([name, value]) => ({
    label: contentWords[name] ?? wordsOf(name),
    value: inWords(value),
  }));
  return [
    ...(typeof timestampUtc === 'string'
      ? [{ label: t('Time'), value: formatWhen(timestampUtc, Number(timestampInaccuracy ?? 0)).full }]
      : []),
    ...facts.filter(({ value }) => value !== ''),
    ...files.map(({ name, bytes }) => ({ label: t('File'), value: `${name}, ${formatBytes(bytes)}` })),
  ];
}

/** `currentLocation` as "Current location". */
function wordsOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Long values are told by their size; everything is in the journal. */
function inWords(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object') ? value.join(', ') : `${value.length}`;
  if (typeof value !== 'object' || value === null) return '';
  const rows: unknown = Reflect.get(value, 'rows');
  const headings: unknown = Reflect.get(value, 'headings');
  if (Array.isArray(rows) && Array.isArray(headings))
    return t('{{rowCount}} rows, {{headingCount}} columns', { rowCount: rows.length, headingCount: headings.length });
  return JSON.stringify(value);
}
