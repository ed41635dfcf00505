import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { t } from '../../ui/language.ts';
import { RecordPlot } from '../drms/record-plot.tsx';
import { ClustersView } from './clusters-view.tsx';
import { ComponentsView } from './components-view.tsx';
import { CorrelationView } from './correlation-view.tsx';
import { GroupView } from './group-view.tsx';
import { HistogramView } from './histogram-view.tsx';
import styles from './mining.module.css';
import { ScatterMatrix } from './scatter-matrix.tsx';

const tabs = [
  { value: 'plot', label: t('Plot'), show: (isActive: boolean) => <RecordPlot mode="points" isActive={isActive} /> },
  { value: 'histogram', label: t('Histogram'), show: () => <HistogramView /> },
  {
    value: 'correlation',
    label: t('Correlation'),
    show: (isActive: boolean) => <CorrelationView isActive={isActive} />,
  },
  { value: 'matrix', label: t('Scatter matrix'), show: () => <ScatterMatrix /> },
  { value: 'clusters', label: t('Clusters'), show: () => <ClustersView /> },
  { value: 'components', label: t('Components'), show: () => <ComponentsView /> },
  { value: 'groups', label: t('Groups and pivot'), show: () => <GroupView /> },
] as const;
export const StatisticsTab = z.enum(tabs.map(({ value }) => value));
export type StatisticsTab = z.infer<typeof StatisticsTab>;

interface StatisticsTabsProps {
  tab: StatisticsTab;
  onTab(tab: StatisticsTab): void;
  /** Of the panel; its commands apply. */
  isActive: boolean;
}

/** What the columns have to do with each other, over the rows that pass the filters. */
export function StatisticsTabs({ tab, onTab, isActive }: StatisticsTabsProps): ReactNode {
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(tabs.find((one) => one.value === value)?.value ?? tab)}
      keepMounted={false}
      className={styles.statistics ?? ''}
    >
      <Tabs.List aria-label={t('Statistics')}>
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, show }) => (
        <Tabs.Panel key={value} value={value} className={styles.tab ?? ''}>
          {show(isActive)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
