import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Hit, SearchAnswer } from '../../../app/contract/find.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { useGradually } from '../../ui/gradual.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { cutAtMarks } from './cut-at-marks.ts';
import styles from './find.module.css';
import { hitThing } from './hit-thing.ts';
import { kindWords } from './kind-words.ts';
import { MarkedParts } from './marked-parts.tsx';
import { openHit } from './open-hit.ts';

/** Hits as a table; the arrow keys go from name to name. */
export function HitTable({ found, onMore }: { found: SearchAnswer; onMore: (() => void) | undefined }): ReactNode {
  const rows = useGradually(found.hits);
  const isCut = found.total > found.hits.length || found.isMore;
  return (
    <>
      <PlainTable className={styles.table ?? ''} onKeyDown={moveByArrows}>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('Where')}</th>
            <th scope="col">{t('Found in')}</th>
            <th scope="col">{t('Source')}</th>
            <th scope="col">{t('As of')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((hit) => (
            <HitRow key={hit.id} hit={hit} />
          ))}
        </tbody>
      </PlainTable>
      {isCut && (
        <div className={styles.more}>
          {onMore === undefined ? (
            <span className={styles.quiet}>{t('Type on, or choose a kind, for the others.')}</span>
          ) : (
            <Button onClick={onMore}>{t('Show more')}</Button>
          )}
        </div>
      )}
    </>
  );
}

function HitRow({ hit }: { hit: Hit }): ReactNode {
  const nowMs = useNowMs();
  const { icon: Icon, one } = kindWords[hit.kind];
  return (
    <tr>
      <td className={styles.what} {...hitThing(hit)}>
        <span className={styles.name}>
          <Icon size={14} aria-label={one} />
          <CellLink className={styles.title ?? ''} title={hit.title} onClick={() => openHit(hit)}>
            <MarkedParts parts={cutAtMarks(hit.title, hit.titleMarks)} />
          </CellLink>
        </span>
      </td>
      <td className={styles.where}>{hit.detail}</td>
      <td className={styles.foundIn}>
        {hit.excerpt !== null && <MarkedParts parts={cutAtMarks(hit.excerpt.text, hit.excerpt.marks)} />}
      </td>
      <td className={styles.source}>{hit.source.name}</td>
      <td className={styles.asOf}>
        <time dateTime={hit.asOfUtc}>{formatStamp(hit.asOfUtc, nowMs)}</time>
      </td>
    </tr>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function moveByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody button')];
  const next = names[names.findIndex((name) => name === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
