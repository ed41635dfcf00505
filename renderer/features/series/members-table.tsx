import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { MemberOverview } from '../../../app/contract/juliabase.ts';
import { formatDate } from '../../../app/domain/number-format.ts';
import { openPanel } from '../../routes/panels.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useGradually } from '../../ui/gradual.ts';
import { t } from '../../ui/language.ts';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { RowTick } from '../../ui/row-tick.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { selectThing } from '../../ui/selection.ts';
import { useFigureChoices, withTick } from '../figure/figure-choices.ts';
import { matchingMembers, type SeriesMemberRow } from './member-rows.ts';
import styles from './series.module.css';

interface MembersTableProps {
  connectionId: string;
  seriesName: string;
  members: readonly SeriesMemberRow[];
}

/** The samples of a series; a tick draws the sample's curve in the figure of the series. */
export function MembersTable({ connectionId, seriesName, members }: MembersTableProps): ReactNode {
  const [filter, setFilter] = useState('');
  const [choices, change] = useFigureChoices({ connectionId, kind: 'series', name: seriesName });
  const shown = matchingMembers(members, filter);
  const drawn = useGradually(shown);
  const ticked = members.filter(({ name }) => !choices.hidden.includes(name)).length;
  const tickAll = (wanted: boolean): void =>
    change({
      hidden: shown.reduce<readonly string[]>((hidden, { name }) => withTick(hidden, name, wanted), choices.hidden),
    });
  const shownTicked = shown.filter(({ name }) => !choices.hidden.includes(name)).length;
  return (
    <section aria-label={t('Members')}>
      <SectionHead title={t('Members')} count={members.length}>
        <span className={styles.quiet}>{t('{{ticked}} in the figure', { ticked })}</span>
      </SectionHead>
      <TextInput
        className={styles.filter}
        size="xs"
        aria-label={t('Filter members')}
        placeholder={t('Filter members')}
        data-list-filter
        leftSection={<IconSearch size={14} />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {shown.length === 0 ? (
        <NoMembers filter={filter} count={members.length} onClear={() => setFilter('')} />
      ) : (
        <div className={styles.tableWrap}>
          <PlainTable className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.tick}>
                  <RowTick
                    label={t('Draw all listed samples')}
                    checked={shownTicked === shown.length}
                    indeterminate={shownTicked > 0 && shownTicked < shown.length}
                    onChange={tickAll}
                  />
                </th>
                <th scope="col">{t('Sample')}</th>
                <th scope="col" className={styles.third}>
                  {t('Purpose')}
                </th>
                <th scope="col" className={styles.secondary}>
                  {t('Responsible')}
                </th>
                <th scope="col">{t('Last process')}</th>
                <th scope="col">{t('Date')}</th>
              </tr>
            </thead>
            <tbody>
              {drawn.map((member) => (
                <MemberRow
                  key={member.name}
                  connectionId={connectionId}
                  member={member}
                  ticked={!choices.hidden.includes(member.name)}
                  onTick={(wanted) => change({ hidden: withTick(choices.hidden, member.name, wanted) })}
                />
              ))}
            </tbody>
          </PlainTable>
        </div>
      )}
    </section>
  );
}

interface MemberRowProps {
  connectionId: string;
  member: SeriesMemberRow;
  ticked: boolean;
  onTick(ticked: boolean): void;
}

function MemberRow({ connectionId, member, ticked, onTick }: MemberRowProps): ReactNode {
  const { name, overview } = member;
  const select = (): void => selectThing({ kind: 'sample', connectionId, name });
  return (
    <tr onFocus={select}>
      <td className={styles.tick}>
        <RowTick label={t('Draw {{name}}', { name })} checked={ticked} onChange={onTick} />
      </td>
      <td {...standsFor({ kind: 'sample', params: { connectionId, name } })}>
        <CellLink onClick={() => openPanel('sample', { connectionId, name })}>{name}</CellLink>
      </td>
      <MemberFacts overview={overview} />
    </tr>
  );
}

function MemberFacts({ overview }: { overview: MemberOverview | null }): ReactNode {
  if (overview === null)
    return (
      <td colSpan={4} className={styles.quiet}>
        {t('not loaded')}
      </td>
    );
  if (overview.problem !== null) {
    return (
      <td colSpan={4} className={styles.problem}>
        {overview.problem}
      </td>
    );
  }
  return (
    <>
      <td className={styles.third} title={overview.purpose ?? undefined}>
        {overview.purpose}
      </td>
      <td className={styles.secondary}>{overview.responsiblePerson}</td>
      <td title={overview.lastProcess ?? undefined}>
        {overview.lastProcess ?? <em className={styles.quiet}>{t('none')}</em>}
      </td>
      <td>{overview.lastProcessUtc !== null && formatDate(overview.lastProcessUtc)}</td>
    </>
  );
}

function NoMembers({ filter, count, onClear }: { filter: string; count: number; onClear(): void }): ReactNode {
  if (count === 0) {
    return (
      <EmptyState icon={IconSearch} title={t('This series has no samples.')}>
        {t('Add samples to it in JuliaBase, then refresh.')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconSearch}
      title={t('No member matches “{{filter}}”.', { filter })}
      actions={[{ label: t('Clear filter'), onClick: onClear }]}
    >
      {t('{{number}} samples of this series were searched.', { number: count })}
    </EmptyState>
  );
}
