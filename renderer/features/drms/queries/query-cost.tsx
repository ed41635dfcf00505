import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DrmsSeriesInfo } from '../../../../app/contract/drms.ts';
import { queryFor } from '../../../api/query-options.ts';
import { t } from '../../../ui/language.ts';
import { answerBytes, costInWords, durationInWords, exportInWords } from '../record-cost.ts';
import { usePastRecords } from './past-queries.ts';
import styles from './queries.module.css';

interface QueryCostProps {
  serverId: string;
  /** What can be counted; null: nothing yet. */
  recordSet: string | null;
  isWhole: boolean;
  keys: readonly string[];
  info: DrmsSeriesInfo | undefined;
}

/** Counting is cheap, but not free; a plan of an export asks several times. */
const countSettleMs = 500;
const planSettleMs = 2000;

/** What a query will cost before it is asked: records, bytes, time, and what exporting the same would mean. */
export function QueryCost({ serverId, recordSet, isWhole, keys, info }: QueryCostProps): ReactNode {
  const [settled] = useDebouncedValue(recordSet, countSettleMs);
  const [resting] = useDebouncedValue(recordSet, planSettleMs);
  const count = useQuery({
    ...queryFor('drms.count', { serverId, recordSet: settled ?? '' }),
    enabled: settled !== null,
    retry: false,
  });
  const past = usePastRecords(serverId) ?? [];
  const servers = useQuery(queryFor('drms.servers.list', {})).data;
  const canExport = servers?.find(({ id }) => id === serverId)?.abilities.export === true;
  const hasFiles = canExport && (info?.segments.length ?? 0) > 0;
  const plan = useQuery({
    ...queryFor('drms.export.plan', { serverId, recordSet: resting ?? '', sample: 1 }),
    enabled: hasFiles && isWhole && resting !== null && resting === settled && (count.data?.count ?? 0) > 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  if (recordSet === null) return null;
  const isCounted = settled === recordSet && count.data !== undefined;
  if (settled === recordSet && count.error !== null) return <span className={styles.bad}>{count.error.message}</span>;
  if (!isCounted) return <span>{t('Counting…')}</span>;
  const bytes = answerBytes(count.data.count, keys.map(kindOf(info)));
  const duration = durationInWords(bytes, past);
  const isPlanned = plan.data !== undefined && resting === recordSet && !plan.isPlaceholderData && count.data.count > 0;
  return (
    <>
      <span>
        {!isWhole && t('Without what is unfinished: ')}
        {costInWords(count.data.count, bytes)}
      </span>
      {duration !== null && <span>{duration}</span>}
      {isPlanned && exportInWords(plan.data).map((sentence) => <span key={sentence}>{sentence}</span>)}
    </>
  );
}

function kindOf(info: DrmsSeriesInfo | undefined): (key: string) => 'integer' | 'real' | 'time' | 'text' {
  return (key) => {
    const keyword = info?.keywords.find(({ name }) => name === key);
    if (keyword?.isTime === true) return 'time';
    if (keyword?.isInteger === true) return 'integer';
    return keyword?.isReal === true ? 'real' : 'text';
  };
}
