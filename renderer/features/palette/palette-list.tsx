import { IconChevronRight, IconSearch, IconSettings } from '@tabler/icons-react';
import { type MouseEvent, memo, type ReactNode } from 'react';
import type { FoundKind } from '../../../app/contract/find.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { kindWords } from '../find/kind-words.ts';
import { MarkedParts } from '../find/marked-parts.tsx';
import styles from './palette.module.css';
import type { PaletteEntry, PaletteGroup } from './palette-entries.ts';

interface PaletteListProps {
  groups: readonly PaletteGroup[];
  onChoose(entry: PaletteEntry, event: MouseEvent): void;
}

/**
 * The lines of the palette. They are plain elements, which the component finds by their attribute: its own ones are made
 * anew with each of its many states between a key and the answer.
 */
export const PaletteList = memo(function PaletteList({ groups, onChoose }: PaletteListProps): ReactNode {
  return groups.map(({ title, entries, rest }) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div key={title} role="group" aria-label={title} data-title={title} className={styles.group}>
      {entries.map((entry) => (
        <EntryLine key={entry.id} entry={entry} onChoose={onChoose} />
      ))}
      {rest !== undefined && <EntryLine entry={rest} onChoose={onChoose} />}
    </div>
  ));
});

interface EntryLineProps {
  entry: PaletteEntry;
  onChoose: PaletteListProps['onChoose'];
}

function EntryLine({ entry, onChoose }: EntryLineProps): ReactNode {
  const Icon = iconOf(entry.icon);
  return (
    <button
      type="button"
      data-action
      // The focus stays in the field; arrows choose among the lines.
      tabIndex={-1}
      className={styles.action}
      {...entry.thing}
      onClick={(event) => onChoose(entry, event)}
      // A press would take the focus from the field; where it is prevented, a drag never begins.
      onMouseDown={(event) => entry.thing === undefined && event.preventDefault()}
    >
      <Icon size={14} aria-hidden />
      <span className={styles.title}>
        <MarkedParts parts={entry.title} />
      </span>
      <span className={styles.detail}>
        <MarkedParts parts={entry.detail} />
      </span>
      {entry.shortcut !== undefined && (
        <span className={styles.keys}>
          <KeyHint keys={entry.shortcut} />
        </span>
      )}
    </button>
  );
}

function iconOf(icon: PaletteEntry['icon']): typeof IconSearch {
  if (icon === 'command') return IconChevronRight;
  if (icon === 'settings') return IconSettings;
  return icon === 'search' ? IconSearch : kindWords[icon satisfies FoundKind].icon;
}
