import { Button, TextInput } from '@mantine/core';
import { IconRefresh, IconSearch, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { useGradually } from '../../ui/gradual.ts';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { useRemote } from '../remote/use-remote.ts';
import styles from './drms.module.css';
import { firstRecordSet } from './first-record-set.ts';
import { useServerName } from './use-server-name.ts';

/** What a series of a DRMS server holds: prime keys, keywords, segments, links and extent. */
export function DrmsSeriesPanel({ params, panelId, isActive }: PanelProps<'drms-series'>): ReactNode {
  const { serverId, name } = params;
  const series = useRemote('drms.series.info', { serverId, series: name });
  const serverName = useServerName(serverId);
  const info = series.answer?.value;
  usePanelTitle(panelId, { title: name, icon: 'series' });
  const query = (): void => {
    if (info !== undefined) openPanel('records', { serverId, recordSet: firstRecordSet(name, info) });
  };
  useCommands(isActive, [offer('series.refresh', series.refresh, { name }), offer('drms.query', query, { name })]);
  return (
    <div className={styles.panel}>
      {series.error !== null && (
        <ErrorNote error={series.error} action={{ label: t('Ask again'), onClick: series.refresh }} />
      )}
      <header className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        {info !== undefined && <p className={styles.note}>{info.note}</p>}
        {series.answer !== undefined && <AsOf stamp={series.answer} serverName={serverName} />}
      </header>
      <Toolbar label={t('Series')}>
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={14} />}
          loading={series.isRefreshing}
          onClick={series.refresh}
        >
          {t('Refresh')}
        </Button>
        <Button
          ml="auto"
          variant="filled"
          leftSection={<IconTable size={14} />}
          disabled={info === undefined}
          onClick={query}
        >
          {t('Query records')}
        </Button>
      </Toolbar>
      {info === undefined ? series.error === null && <LoadingRows count={12} /> : <SeriesBody info={info} />}
    </div>
  );
}

function SeriesBody({ info }: { info: DrmsSeriesInfo }): ReactNode {
  const { interval, segments, links } = info;
  return (
    <>
      <FactList
        facts={[
          { label: t('Prime keys'), value: info.primekeys.join(', ') || t('none') },
          { label: t('First record'), value: interval?.firstRecord ?? t('none') },
          { label: t('Last record'), value: interval?.lastRecord ?? t('none') },
          ...(info.retention === null
            ? []
            : [{ label: t('Kept on disk'), value: t('{{count}} days', { count: info.retention }) }]),
        ]}
      />
      {segments.length > 0 && (
        <section aria-label={t('Segments')}>
          <SectionHead title={t('Segments')} count={segments.length} />
          <PlainTable>
            <thead>
              <tr>
                <th scope="col">{t('Segment')}</th>
                <th scope="col">{t('Kind')}</th>
                <th scope="col">{t('Size')}</th>
                <th scope="col">{t('Unit')}</th>
                <th scope="col">{t('Note')}</th>
              </tr>
            </thead>
            <tbody>
              {segments.map((segment) => (
                <tr key={segment.name}>
                  <td className={styles.code}>{segment.name}</td>
                  <td>{segment.protocol ?? ''}</td>
                  <td>{segment.dims?.replaceAll('x', ' × ') ?? ''}</td>
                  <td>{segment.units ?? ''}</td>
                  <td>{segment.note}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </section>
      )}
      <Keywords info={info} />
      {links.length > 0 && (
        <section aria-label={t('Links')}>
          <SectionHead title={t('Links')} count={links.length} />
          <PlainTable>
            <thead>
              <tr>
                <th scope="col">{t('Link')}</th>
                <th scope="col">{t('Series')}</th>
                <th scope="col">{t('Note')}</th>
              </tr>
            </thead>
            <tbody>
              {links.map((link) => (
                <tr key={link.name}>
                  <td className={styles.code}>{link.name}</td>
                  <td className={styles.code}>{link.target}</td>
                  <td>{link.note}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </section>
      )}
    </>
  );
}

function Keywords({ info }: { info: DrmsSeriesInfo }): ReactNode {
  const [filter, setFilter] = useState('');
  const found = info.keywords.filter(({ name, note }) => containsWords(`${name} ${note}`, filter.trim()));
  const rows = useGradually(found);
  return (
    <section aria-label={t('Keywords')}>
      <SectionHead title={t('Keywords')} count={info.keywords.length} />
      <TextInput
        className={styles.filter ?? ''}
        size="xs"
        aria-label={t('Filter keywords')}
        placeholder={t('Filter keywords')}
        data-list-filter
        leftSection={<IconSearch size={14} />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <p className={styles.quiet}>{t('No keyword contains “{{filter}}”.', { filter: filter.trim() })}</p>
      ) : (
        <PlainTable>
          <thead>
            <tr>
              <th scope="col">{t('Keyword')}</th>
              <th scope="col">{t('Type')}</th>
              <th scope="col">{t('Unit')}</th>
              <th scope="col">{t('Note')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((keyword) => (
              <tr key={keyword.name}>
                <td className={styles.code}>
                  {keyword.name}
                  {info.primekeys.includes(keyword.name) && <span className={styles.chip}>{t('prime key')}</span>}
                </td>
                <td>{keyword.type}</td>
                <td>{keyword.units === 'none' ? '' : keyword.units}</td>
                <td>{keyword.note}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </section>
  );
}
