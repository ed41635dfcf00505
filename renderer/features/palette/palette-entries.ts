import type { FoundKind, SearchAnswer } from '../../../app/contract/find.ts';
import { openPanel } from '../../routes/panels.ts';
import type { Command } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { cutAtMarks } from '../find/cut-at-marks.ts';
import { hitThing } from '../find/hit-thing.ts';
import { whereOf } from '../find/hit-words.ts';
import { openHit } from '../find/open-hit.ts';
import { matchParts, matchScore, type PaletteQuery, type PaletteScope, type TextPart } from './palette-query.ts';

export interface PaletteEntry {
  id: string;
  title: readonly TextPart[];
  /** Lighter, after the title. */
  detail: readonly TextPart[];
  icon: FoundKind | 'command' | 'settings' | 'search';
  shortcut?: string;
  /** Of a thing that can go into collections: its line is dragged there. */
  thing?: ReturnType<typeof hitThing> | undefined;
  run(): void;
}

export interface PaletteGroup {
  title: string;
  entries: readonly PaletteEntry[];
  /** Matches before the list was shortened. */
  matches: number;
  /** There are more matches than were counted. */
  isMore: boolean;
  /** Leads to the others; it is no match itself. */
  rest?: PaletteEntry;
}

/** Of things and of commands each, where both are looked for; alone they may be more. */
export function mostOf(scope: PaletteScope): number {
  return scope === 'all' ? 8 : 50;
}

/** What is shown for what was typed: things, commands and settings, the best first. */
export function paletteGroups(
  query: PaletteQuery,
  found: SearchAnswer | undefined,
  commands: readonly Command[],
): PaletteGroup[] {
  const { scope, text } = query;
  const isSetting = (command: Command): boolean => command.group === 'Settings';
  const wantsCommands = scope === 'all' || scope === 'commands' || scope === 'help';
  const offered = wantsCommands ? commands.filter(({ id }) => id !== 'palette.open') : [];
  const limit = mostOf(scope);
  return [
    ...(found === undefined || scope === 'commands' || scope === 'help' ? [] : [thingGroup(found, query, limit)]),
    commandGroup(
      t('Commands'),
      offered.filter((command) => !isSetting(command)),
      text,
      limit,
    ),
    commandGroup(t('Settings'), offered.filter(isSetting), text, limit),
  ].filter(({ matches }) => matches > 0);
}

function thingGroup(
  { hits, total, isMore, readAs }: SearchAnswer,
  { text }: PaletteQuery,
  limit: number,
): PaletteGroup {
  const entries = hits.slice(0, limit).map((hit): PaletteEntry => {
    const where = { text: whereOf(hit), isMatch: false };
    const { excerpt } = hit;
    return {
      id: hit.id,
      title: cutAtMarks(hit.title, hit.titleMarks),
      detail:
        excerpt === null
          ? [where]
          : [where, { text: ' · ', isMatch: false }, ...cutAtMarks(excerpt.text, excerpt.marks)],
      icon: hit.kind,
      thing: hitThing(hit),
      run: () => openHit(hit),
    };
  });
  const meant = readAs.flatMap(({ words }) => words.slice(0, 1));
  return {
    title:
      text === ''
        ? t('Opened lately')
        : meant.length === 0
          ? t('Things')
          : t('Things with “{{meant}}”', { meant: meant.join(' ') }),
    ...{ entries, matches: total, isMore },
    ...(text !== '' && total > entries.length ? { rest: allMatches(text) } : {}),
  };
}

function allMatches(text: string): PaletteEntry {
  return {
    id: 'find.all',
    title: [{ text: t('Show all of them in a tab'), isMatch: false }],
    detail: [],
    icon: 'search',
    run: () => openPanel('find', { text }),
  };
}

function commandGroup(title: string, commands: readonly Command[], text: string, limit: number): PaletteGroup {
  const matching = commands
    .flatMap((command) => {
      const score = matchScore(command.title, text, `${command.group} ${command.keywords ?? ''}`);
      return score === null ? [] : [{ command, score }];
    })
    .sort((a, b) => b.score - a.score);
  const entries = matching.slice(0, limit).map(({ command }) => commandEntry(command, text));
  return { title, matches: matching.length, isMore: false, entries };
}

function commandEntry(command: Command, text: string): PaletteEntry {
  const { id, title, shortcut, run } = command;
  const { group } = command;
  return {
    ...{ id, title: matchParts(title, text), detail: [{ text: t(group), isMatch: false }], run },
    icon: group === 'Settings' ? 'settings' : 'command',
    ...(shortcut === undefined ? {} : { shortcut }),
  };
}
