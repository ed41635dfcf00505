import type { FoundKind } from '../../../app/contract/find.ts';

export type PaletteScope = 'all' | 'commands' | 'samples' | 'series' | 'help';

export interface PaletteQuery {
  scope: PaletteScope;
  /** Without its prefix. */
  text: string;
}

const scopes: Readonly<Record<string, PaletteScope>> = { '>': 'commands', '@': 'samples', '#': 'series', '?': 'help' };

/** A first sign narrows the search: > commands, @ samples, # series, ? help. */
export function parsePaletteQuery(typed: string): PaletteQuery {
  const scope = scopes[typed.charAt(0)];
  return scope === undefined ? { scope: 'all', text: typed.trim() } : { scope, text: typed.slice(1).trim() };
}

const samples: readonly FoundKind[] = ['sample', 'openbis-object'];
const series: readonly FoundKind[] = [
  ...(['series', 'topic', 'drms-series', 'saved-query', 'table', 'mining-table'] as const),
  ...(['openbis-space', 'openbis-project', 'openbis-collection', 'openbis-data-set'] as const),
];

/** Kinds of things within a scope; empty for all. */
export function kindsOfScope(scope: PaletteScope): readonly FoundKind[] {
  if (scope === 'samples') return samples;
  return scope === 'series' ? series : [];
}

/** How well `title` fits: higher is better, null for not at all. Every word must occur. */
export function matchScore(title: string, text: string, keywords = ''): number | null {
  if (text === '') return 0;
  const lowTitle = title.toLowerCase();
  const haystack = `${lowTitle} ${keywords.toLowerCase()}`;
  let score = 0;
  for (const word of text.toLowerCase().split(/\s+/)) {
    const at = haystack.indexOf(word);
    if (at === -1) return null;
    score += at === 0 ? 3 : /[\s\-_:]/.test(haystack.charAt(at - 1)) ? 2 : 1;
    // What stands there says more than what is only meant.
    if (at < lowTitle.length) score += 2;
  }
  return lowTitle === text.toLowerCase() ? score + 10 : score;
}

export interface TextPart {
  text: string;
  isMatch: boolean;
}

/** `title` cut at the words of `text`, for highlighting. */
export function matchParts(title: string, text: string): TextPart[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [{ text: title, isMatch: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
  return title
    .split(pattern)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
