import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, Suspense } from 'react';
import { openTarget } from '../../routes/panels.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { type SelectedThing, useSelection } from '../../ui/selection.ts';
import styles from './inspector.module.css';
import { inspectorRegistry } from './registry.ts';

/** Facts of the selected thing. */
export function Inspector(): ReactNode {
  const { thing } = useSelection();
  if (thing === null) {
    return (
      <EmptyState icon={IconInfoCircle} title="Nothing is selected.">
        Select a sample or a result to see its facts here.
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
          Open
        </Button>
      </div>
      <Suspense fallback={<LoadingRows count={6} />}>
        <div className={styles.content}>
          <Content {...params} />
        </div>
      </Suspense>
    </>
  );
}

function nameOf(thing: SelectedThing): string {
  return thing.kind === 'sample' ? thing.name : `Result ${thing.id}`;
}

function open(thing: SelectedThing): void {
  const { connectionId } = thing;
  if (thing.kind === 'sample') openTarget({ kind: 'sample', params: { connectionId, name: thing.name } });
  else openTarget({ kind: 'result', params: { connectionId, id: thing.id } });
}
