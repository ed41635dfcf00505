import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AttachDraft, AttachPlan, AttachSubject } from '../../../app/contract/attach.ts';
import { bytesPath } from '../../../app/contract/bytes.ts';
import { t } from '../../ui/language.ts';
import { Markdown } from '../result/markdown.tsx';
import { ValueTableView } from '../result/value-table-view.tsx';
import styles from './attach.module.css';
import { namesInShort } from './attach-draft.ts';
import { localTimeText } from './local-time.ts';

interface AttachPreviewProps {
  plan: AttachPlan;
  draft: AttachDraft;
  subject: AttachSubject;
}

/** The record as JuliaBase will show it, or the fields as they will be sent; under it what changes. */
export function AttachPreview({ plan, draft, subject }: AttachPreviewProps): ReactNode {
  const [tab, setTab] = useState<'result' | 'request'>('result');
  return (
    <section className={styles.preview} aria-label={t('Preview')}>
      <div className={styles.previewHead}>
        <span>{t('As JuliaBase will show it')}</span>
        <SegmentedControl
          size="xs"
          aria-label={t('Preview of')}
          value={tab}
          data={[
            { value: 'result', label: t('Result') },
            { value: 'request', label: t('Request') },
          ]}
          onChange={setTab}
        />
      </div>
      <div className={styles.paper}>
        {tab === 'result' ? (
          <ResultPreview plan={plan} draft={draft} subject={subject} />
        ) : (
          <RequestPreview plan={plan} />
        )}
      </div>
      {plan.existing !== null && <Changes plan={plan} existing={plan.existing} />}
    </section>
  );
}

function ResultPreview({ plan, draft, subject }: AttachPreviewProps): ReactNode {
  const connected = [
    draft.attachToSeries ? plan.seriesName : null,
    draft.attachToSamples ? namesInShort(plan.sampleNames) : null,
  ].filter((name) => name !== null);
  return (
    <>
      <h3 className={styles.paperTitle}>{draft.title}</h3>
      <p className={styles.paperMeta}>
        {t('{{timestampUtc}}, {{operator}}. Connected with {{connected}}.', {
          timestampUtc: localTimeText(draft.timestampUtc || plan.draft.timestampUtc).slice(0, 16),
          operator: plan.operator,
          connected: connected.join(t(' and ')),
        })}
      </p>
      <div className={styles.paperBody}>
        <div>
          <img className={styles.paperImage} src={imagePath(subject)} alt={t('The figure as it will be stored')} />
          <Markdown text={plan.storedComments} />
        </div>
        <div className={styles.paperTable}>
          <ValueTableView table={plan.table} changedCells={plan.changedCells} />
          {plan.changedCells.length > 0 && (
            <p className={styles.legend}>
              <span className={styles.changedSample} /> {t('differs from what the server holds now')}
            </p>
          )}
        </div>
      </div>
    </>
  );
}

function imagePath(subject: AttachSubject): string {
  const image = { format: 'png', theme: 'print' } as const;
  return subject.kind === 'table'
    ? bytesPath('table-figure-image', { spec: subject.spec, ...image })
    : bytesPath('figure-image', { spec: subject.spec, ...image });
}

function RequestPreview({ plan }: { plan: AttachPlan }): ReactNode {
  return (
    <table className={styles.request}>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          <th scope="col">{t('Value')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.request.map(({ field, value }, index) => (
          // A field may be sent several times.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list has no other identity and is replaced as a whole
          <tr key={index}>
            <th scope="row">{field}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChangesProps {
  plan: AttachPlan;
  existing: NonNullable<AttachPlan['existing']>;
}

function Changes({ plan, existing }: ChangesProps): ReactNode {
  if (plan.changes.length === 0) return null;
  return (
    <>
      <h3 className={styles.changesHead}>
        {t('Changes against result {{resultId}} as it is now', { resultId: existing.resultId })}
        <span className={styles.hint}>{t('{{count}} changes', { count: plan.changes.length })}</span>
      </h3>
      <table className={styles.changes}>
        <thead className={styles.forReaders}>
          <tr>
            <th scope="col">{t('What')}</th>
            <th scope="col">{t('Now')}</th>
            <th scope="col">{t('After the update')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.changes.map(({ what, before, after }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{before === null ? <em>{t('nothing')}</em> : <del>{before}</del>}</td>
              <td>{after === null ? <em>{t('nothing')}</em> : after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
