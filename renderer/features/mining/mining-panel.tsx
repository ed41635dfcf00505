import { Button } from '@mantine/core';
import { IconColumns3, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { MiningSource } from '../../../app/contract/mining.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { filtersOf } from '../drms/table/kept-filters.ts';
import { orderOf } from '../drms/table/kept-order.ts';
import { askFirstBlock } from '../drms/table/record-source.ts';
import { SaveQuestion } from '../queries/save-question.tsx';
import { GatherLine } from './gather-line.tsx';
import styles from './mining.module.css';
import { isSameTarget, useMiningWish } from './mining-wish.ts';
import { useMakeTable } from './use-make-table.ts';

const kinds = { series: t('Series'), topic: t('Topic'), search: t('Samples') };

// Grid and plots come while the core looks for the table.
const MiningAnswer = loadedLater(
  async () => (await import('./mining-answer.tsx')).MiningAnswer,
  <LoadingRows count={10} />,
);
MiningAnswer.preload();

// It brings the editor of formulas, which a table alone does not need.
const DraftEditor = loadedLater(
  async () => (await import('./draft-editor.tsx')).DraftEditor,
  <LoadingRows count={10} />,
);

/** Samples × fields of their processes: the table that was last made, and the choice of its columns. */
export function MiningPanel({ params, panelId, isActive }: PanelProps<'mining'>): ReactNode {
  const { connectionId, of, name } = params;
  const source: MiningSource = of === 'search' ? { kind: of, text: name } : { kind: of, name };
  const found = useQuery({ ...queryFor('mining.table.find', { connectionId, source }), retry: false });
  const making = useMakeTable();
  const [isChoosing, setChoosing] = useState(false);
  const wish = useMiningWish((state) => state.wish);
  const isWished = wish !== null && isSameTarget(wish.target, params);
  useEffect(() => {
    if (isWished) setChoosing(true);
  }, [isWished]);
  usePanelTitle(panelId, { title: t('Mining: {{name}}', { name }), icon: 'mining' });
  const table = found.data?.table ?? null;
  useEffect(() => {
    if (table === null) return;
    const { sqlName } = table;
    askFirstBlock(table.table, filtersOf(sqlName, table.table).filters, orderOf(sqlName, table.table));
  }, [table]);
  const readAgain = (): void => {
    if (table !== null) making.make({ ...table.draft, refresh: true });
  };
  useCommands(isActive && table !== null, [
    offer('mining.refresh', readAgain, { name }),
    offer('data.mining.columns', () => setChoosing(true)),
  ]);
  const showsEditor = !found.isPending && (isChoosing || table === null);
  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {`${kinds[of]} ${of === 'search' ? `“${name}”` : name}`} <small>{t('mining table')}</small>
        </h2>
        {table !== null && (
          <AsOf stamp={{ asOfUtc: table.asOfUtc, source: 'cache', staleReason: null }} connectionId={connectionId} />
        )}
      </header>
      {table !== null && (
        <Toolbar label={t('Mining table')}>
          <Button
            leftSection={<IconColumns3 size={14} />}
            aria-pressed={isChoosing}
            onClick={() => setChoosing(!isChoosing)}
          >
            {isChoosing
              ? t('Back to the table')
              : t('Columns ({{fieldCount}})…', {
                  fieldCount: table.draft.fields.length + table.draft.computed.length + table.draft.derived.length,
                })}
          </Button>
          <Button
            leftSection={<IconRefresh size={14} />}
            variant="subtle"
            loading={making.isMaking && !isChoosing}
            onClick={readAgain}
          >
            {t('Read samples again')}
          </Button>
          <SaveQuestion question={{ kind: 'mining', draft: table.draft }} isActive={isActive} />
        </Toolbar>
      )}
      {found.error !== null && <ErrorNote error={toAppError(found.error)} />}
      {making.error !== null && showsEditor && <ErrorNote error={making.error} connectionId={connectionId} />}
      {making.isMaking && <GatherLine {...{ connectionId, source }} onCancel={making.cancel} />}
      {found.isPending && <LoadingRows count={10} />}
      {showsEditor ? (
        <DraftEditor
          connectionId={connectionId}
          source={source}
          target={params}
          draft={table?.draft ?? null}
          isMaking={making.isMaking}
          onMake={(columns) => making.make({ connectionId, source, ...columns }, () => setChoosing(false))}
        />
      ) : (
        table !== null && <MiningAnswer mined={table} isActive={isActive} making={making} />
      )}
    </div>
  );
}
