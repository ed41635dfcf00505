import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { SearchAnswer } from '../../../app/contract/find.ts';
import { type Command, useAvailableCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { countWords } from '../find/hit-words.ts';
import { type SearchWish, searchSoon, useSearch } from '../find/use-search.ts';
import { useAskServers } from './ask-servers.ts';
import styles from './palette.module.css';
import { mostOf, type PaletteEntry, type PaletteGroup, paletteGroups } from './palette-entries.ts';
import { PaletteList } from './palette-list.tsx';
import { kindsOfScope, type PaletteQuery, type PaletteScope, parsePaletteQuery } from './palette-query.ts';
import { closePalette, usePaletteState } from './palette-state.ts';

const [store, spotlight] = createSpotlight();
const lateMs = 80;

/** Things, commands and settings in one list. */
export function PaletteContent(): ReactNode {
  const typed = usePaletteState((state) => state.text);
  const query = parsePaletteQuery(typed);
  const wantsThings = hasThings(query.scope);
  const commands = useAvailableCommands();
  const wish = wishOf(query);
  const { found, isCurrent } = useSearch(wish);
  const isAsking = useAskServers(wish.text);
  const groups = useGroups(query, { found, isCurrent: isCurrent || !wantsThings, commands });
  const first = groups[0]?.entries[0];
  /** Hits may come later in place, when the index has read what is kept. */
  const hasEntries = first !== undefined;
  const isAwaited = useRef(false);
  useEffect(() => {
    spotlight.open();
    return () => spotlight.close();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed decides which answer is to be looked at
  useEffect(() => {
    if (!isCurrent) return;
    selectFirst();
    if (isAwaited.current && first !== undefined) run(first);
  }, [typed, isCurrent, hasEntries]);
  /** Enter means the first of what fits, not what stands there from the letter before; it waits for that to come. */
  const awaitHits = (event: KeyboardEvent): void => {
    const isComing = !isCurrent || (first === undefined && isAsking);
    isAwaited.current = event.key === 'Enter' && isComing;
  };
  const latest = useRef(isCurrent);
  latest.current = isCurrent;
  const choose = useCallback((entry: PaletteEntry, event: MouseEvent): void => {
    const byKey = event.detail === 0;
    if (latest.current || !byKey) run(entry);
  }, []);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={typed}
      onQueryChange={type}
      onSpotlightClose={closePalette}
      // An Enter that waits must not close it; what is run does.
      closeOnActionTrigger={false}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 1, color: 'var(--q-backdrop)', blur: 0 }}
      lockScroll={false}
      size={640}
      attributes={{ content: { 'aria-label': t('Search everything or run a command') } }}
      yOffset={42}
      maxHeight="60vh"
      scrollable
      classNames={{ content: styles.content ?? '' }}
    >
      <Spotlight.Search
        aria-label={t('Search everything or run a command')}
        placeholder={t('Search everything or run a command')}
        onKeyDown={awaitHits}
        leftSection={<IconSearch size={16} aria-hidden />}
        classNames={{ input: styles.search ?? '' }}
      />
      <Spotlight.ActionsList className={styles.list ?? ''} data-answers={isCurrent ? typed : undefined}>
        <PaletteList groups={groups} onChoose={choose} />
        {groups.length === 0 && <Spotlight.Empty>{nothingFits(wantsThings, isAsking)}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={styles.footer ?? ''}>
        <span role="status">{[countOf(groups), ...(wantsThings ? [whence(found, isAsking)] : [])].join(', ')}</span>
        <span>{t('> commands')}</span>
        <span>{t('@ samples')}</span>
        <span>{t('# series')}</span>
        <span>{t('? help')}</span>
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function hasThings(scope: PaletteScope): boolean {
  return scope !== 'commands' && scope !== 'help';
}

function wishOf({ scope, text }: PaletteQuery): SearchWish {
  return { text: hasThings(scope) ? text : '', kinds: kindsOfScope(scope), limit: mostOf(scope) };
}

function type(text: string): void {
  searchSoon(wishOf(parsePaletteQuery(text)));
  usePaletteState.setState({ text });
}

interface Known {
  found: SearchAnswer | undefined;
  /** It is the answer to what is typed. */
  isCurrent: boolean;
  commands: readonly Command[];
}

/** What is shown stays for the moment until the answer to the next letter is here: the list is drawn once for each. */
function useGroups(query: PaletteQuery, { found, isCurrent, commands }: Known): readonly PaletteGroup[] {
  const { scope, text } = query;
  const isLate = useIsLate(!isCurrent);
  const present = useMemo(() => paletteGroups({ scope, text }, found, commands), [scope, text, found, commands]);
  const shown = useRef(present);
  if (isCurrent || isLate) shown.current = present;
  return shown.current;
}

/** Whether something has been awaited for longer than a person overlooks. */
function useIsLate(isAwaited: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isAwaited]);
  return isAwaited && isLate;
}

/** The component selects when the text changes, which is before its hits are there. */
function selectFirst(): void {
  const state = store.getState();
  const list = document.getElementById(state.listId);
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.setState({ ...state, selected: 0 });
}

/** The opener gets the focus back first, so that the command may move it on. */
function run(entry: PaletteEntry): void {
  closePalette();
  setTimeout(entry.run);
}

function nothingFits(wantsThings: boolean, isAsking: boolean): string {
  if (!wantsThings) return t('No command fits.');
  return isAsking ? t('Asking the servers…') : t('Nothing that is kept here fits.');
}

function countOf(groups: readonly PaletteGroup[]): string {
  const shown = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const all = groups.reduce((sum, { matches }) => sum + matches, 0);
  const isMore = groups.some((group) => group.isMore);
  const counted = { count: all, all: countWords(all, isMore) };
  return shown === all && !isMore
    ? t('{{all}} matches', counted)
    : t('{{shown}} of {{all}} matches', { ...counted, shown });
}

function whence(found: SearchAnswer | undefined, isAsking: boolean): string {
  if (isAsking) return t('asking the servers…');
  return found?.isComplete === false ? t('still reading what is kept here…') : t('all from this computer');
}
