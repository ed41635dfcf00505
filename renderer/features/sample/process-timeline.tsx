import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { isResult } from '../../../app/domain/juliabase.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { ProcessEntry, type TimelineEntry } from './process-entry.tsx';
import styles from './sample.module.css';

interface ProcessTimelineProps {
  entries: readonly TimelineEntry[];
  connectionId: string;
  allFields: boolean;
}

/** Processes newest first. Arrow keys walk, Space opens all fields of one, Enter opens a result. */
export function ProcessTimeline({ entries, connectionId, allFields }: ProcessTimelineProps): ReactNode {
  const [current, setCurrent] = useState(0);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const items = useRef(new Map<number, HTMLLIElement>());

  const moveTo = (index: number): void => {
    const next = Math.min(Math.max(index, 0), entries.length - 1);
    setCurrent(next);
    items.current.get(next)?.focus();
  };
  const toggle = (id: number): void => {
    setOpened((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>, index: number, { process }: TimelineEntry): void => {
    if (event.target !== event.currentTarget) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(index + 1),
      ArrowUp: () => moveTo(index - 1),
      Home: () => moveTo(0),
      End: () => moveTo(entries.length - 1),
      ' ': () => toggle(process.id),
      Enter: () => (isResult(process) ? openPanel('result', { connectionId, id: process.id }) : toggle(process.id)),
    };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    action();
  };

  return (
    <ol className={styles.timeline} aria-label={t('Processes, newest first')}>
      {entries.map((entry, index) => (
        <ProcessEntry
          key={entry.process.id}
          ref={(element) => {
            if (element === null) items.current.delete(index);
            else items.current.set(index, element);
          }}
          entry={entry}
          connectionId={connectionId}
          allFields={allFields || opened.has(entry.process.id)}
          tabIndex={index === Math.min(current, entries.length - 1) ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onKeyDown={(event) => onKeyDown(event, index, entry)}
        />
      ))}
    </ol>
  );
}
