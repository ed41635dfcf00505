import { openTarget, type PanelKind } from '../../routes/panels.ts';
import { type Command, groupOf } from '../../ui/commands.ts';
import { matchScore, type PaletteQuery } from './palette-query.ts';
import type { PaletteThing } from './palette-things.ts';

export interface PaletteEntry {
  id: string;
  title: string;
  /** Lighter, after the title. */
  detail: string;
  icon: 'series' | 'sample' | 'collection' | 'data-set' | 'command' | 'settings';
  shortcut?: string;
  run(): void;
}

export interface PaletteGroup {
  title: string;
  entries: readonly PaletteEntry[];
  /** Matches before the list was shortened. */
  matches: number;
}

const maxPerGroup = 8;

/** What is shown for what was typed: things, commands and settings, the best first. */
export function paletteGroups(
  { scope, text }: PaletteQuery,
  things: readonly PaletteThing[],
  commands: readonly Command[],
): PaletteGroup[] {
  const isSetting = (command: Command): boolean => groupOf(command) === 'Settings';
  const wantsCommands = scope === 'all' || scope === 'commands' || scope === 'help';
  const offered = wantsCommands ? commands.filter(({ id }) => id !== 'palette.open') : [];
  const limit = scope === 'all' ? maxPerGroup : 50;
  return [
    group('Things', things.filter(() => text !== '' || scope !== 'all').map(thingEntry), text, limit),
    group('Commands', offered.filter((command) => !isSetting(command)).map(commandEntry), text, limit),
    group('Settings', offered.filter(isSetting).map(commandEntry), text, limit),
  ].filter(({ matches }) => matches > 0);
}

function group(
  title: string,
  entries: readonly (PaletteEntry & { keywords: string })[],
  text: string,
  limit: number,
): PaletteGroup {
  const matching = entries
    .flatMap((entry) => {
      const score = matchScore(entry.title, text, entry.keywords);
      return score === null ? [] : [{ entry, score }];
    })
    .sort((a, b) => b.score - a.score);
  return { title, matches: matching.length, entries: matching.slice(0, limit).map(({ entry }) => entry) };
}

const iconsOfKinds: Partial<Record<PanelKind, PaletteEntry['icon']>> = {
  ...{ sample: 'sample', 'openbis-object': 'sample' },
  ...{ 'openbis-collection': 'collection', 'openbis-data-set': 'data-set' },
};

function thingEntry({ target, title, where }: PaletteThing): PaletteEntry & { keywords: string } {
  return {
    id: `${where}\n${title}`,
    title,
    detail: where,
    icon: iconsOfKinds[target.kind] ?? 'series',
    keywords: where,
    run: () => openTarget(target),
  };
}

function commandEntry(command: Command): PaletteEntry & { keywords: string } {
  const { id, title, shortcut, keywords = '', run } = command;
  const group = groupOf(command);
  return {
    id,
    title,
    detail: group,
    icon: group === 'Settings' ? 'settings' : 'command',
    keywords: `${group} ${keywords}`,
    run,
    ...(shortcut === undefined ? {} : { shortcut }),
  };
}
