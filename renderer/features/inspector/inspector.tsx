import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { PanelTarget } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from '../../ui/language.ts';
import { PartGuard } from '../../ui/part-guard.tsx';
import { type SelectedThing, useSelection } from '../../ui/selection.ts';
import { HoldingChips } from '../collections/holding-chips.tsx';
import styles from './inspector.module.css';
import { inspectorRegistry } from './registry.ts';

/** Facts of the selected thing. */
export function Inspector(): ReactNode {
  const { thing } = useSelection();
  if (thing === null) {
    return (
      <EmptyState icon={IconInfoCircle} title={t('Nothing is selected.')}>
        {t('Select a sample, a result or a transfer to see its facts here.')}
      </EmptyState>
    );
  }
  const { kind, ...params } = thing;
  // The registry gives each kind the component that takes its parameters.
  const Content = inspectorRegistry[kind] as ComponentType<typeof params>;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{nameOf(thing)}</h2>
        <Button size="compact-xs" variant="subtle" onClick={() => open(thing)}>
          {t('Open')}
        </Button>
      </div>
      <HoldingChips target={targetOf(thing)} />
      <div className={styles.content}>
        <PartGuard key={JSON.stringify(thing)}>
          <Content {...params} />
        </PartGuard>
      </div>
    </>
  );
}

function nameOf(thing: SelectedThing): string {
  switch (thing.kind) {
    case 'sample':
      return thing.name;
    case 'result':
      return t('Result {{id}}', { id: thing.id });
    case 'transfer':
      return thing.part === null ? t('Transfer') : t('Part of a transfer');
    case 'outbox-item':
      return t('Item of the outbox');
    default:
      return thing satisfies never;
  }
}

function open(thing: SelectedThing): void {
  openTarget(targetOf(thing));
}

function targetOf(thing: SelectedThing): PanelTarget {
  switch (thing.kind) {
    case 'sample':
      return { kind: 'sample', params: { connectionId: thing.connectionId, name: thing.name } };
    case 'result':
      return { kind: 'result', params: { connectionId: thing.connectionId, id: thing.id } };
    case 'transfer':
      return { kind: 'transfers', params: {} };
    case 'outbox-item':
      return { kind: 'outbox', params: {} };
    default:
      return thing satisfies never;
  }
}
