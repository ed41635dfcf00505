import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import {
  IconBox,
  IconChevronRight,
  IconFiles,
  IconSearch,
  IconSettings,
  IconStack2,
  IconTestPipe,
} from '@tabler/icons-react';
import { Fragment, type ReactNode, useEffect } from 'react';
import { useAvailableCommands } from '../../ui/commands.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './palette.module.css';
import { type PaletteEntry, type PaletteGroup, paletteGroups } from './palette-entries.ts';
import { matchParts, parsePaletteQuery } from './palette-query.ts';
import { closePalette, usePaletteState } from './palette-state.ts';
import { usePaletteThings } from './palette-things.ts';

const [store, spotlight] = createSpotlight();
const icons = {
  ...{ series: IconStack2, sample: IconTestPipe, collection: IconBox, 'data-set': IconFiles },
  ...{ command: IconChevronRight, settings: IconSettings },
};

/** Things, commands and settings in one list. */
export function PaletteContent(): ReactNode {
  const typed = usePaletteState((state) => state.text);
  const query = parsePaletteQuery(typed);
  const commands = useAvailableCommands();
  const { things, isAsking } = usePaletteThings(query.scope === 'commands' ? '' : query.text, {
    samples: query.scope === 'all' || query.scope === 'samples',
    series: query.scope === 'all' || query.scope === 'series',
  });
  const groups = paletteGroups(query, things, commands);
  useEffect(() => {
    spotlight.open();
    return () => spotlight.close();
  }, []);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={typed}
      onQueryChange={(text) => usePaletteState.setState({ text })}
      onSpotlightClose={closePalette}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 1, color: 'var(--q-backdrop)', blur: 0 }}
      lockScroll={false}
      size={640}
      attributes={{ content: { 'aria-label': 'Search everything or run a command' } }}
      yOffset={42}
      maxHeight="60vh"
      scrollable
      classNames={{ content: styles.content ?? '' }}
    >
      <Spotlight.Search
        aria-label="Search everything or run a command"
        placeholder="Search everything or run a command"
        leftSection={<IconSearch size={16} aria-hidden />}
        classNames={{ input: styles.search ?? '' }}
      />
      <Spotlight.ActionsList className={styles.list ?? ''}>
        {groups.map((group) => (
          <Spotlight.ActionsGroup
            key={group.title}
            label={group.title}
            classNames={{ actionsGroup: styles.group ?? '' }}
          >
            {group.entries.map((entry) => (
              <EntryLine key={entry.id} entry={entry} text={query.text} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>{isAsking ? 'Asking the servers…' : 'Nothing matches.'}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={styles.footer ?? ''}>
        <span role="status">{summary(groups, isAsking)}</span>
        <span>{'>'} commands</span>
        <span>@ samples</span>
        <span># series</span>
        <span>? help</span>
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function EntryLine({ entry, text }: { entry: PaletteEntry; text: string }): ReactNode {
  const Icon = icons[entry.icon];
  return (
    <Spotlight.Action
      className={styles.action ?? ''}
      onClick={() => {
        // The opener gets the focus back first, so that the command may move it on.
        closePalette();
        setTimeout(entry.run);
      }}
    >
      <Icon size={14} aria-hidden />
      <span className={styles.title}>
        {matchParts(entry.title, text).map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one title have no other identity
          <Fragment key={at}>{part.isMatch ? <mark className={styles.match}>{part.text}</mark> : part.text}</Fragment>
        ))}
      </span>
      <span className={styles.detail}>{entry.detail}</span>
      {entry.shortcut !== undefined && (
        <span className={styles.keys}>
          <KeyHint keys={entry.shortcut} />
        </span>
      )}
    </Spotlight.Action>
  );
}

function summary(groups: readonly PaletteGroup[], isAsking: boolean): string {
  const shown = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const all = groups.reduce((sum, { matches }) => sum + matches, 0);
  const count = shown === all ? `${all} ${all === 1 ? 'match' : 'matches'}` : `${shown} of ${all} matches`;
  return isAsking ? `${count}, asking the servers…` : count;
}
