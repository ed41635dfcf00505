import { collapse, type HtmlToken, scanHtml } from '../html-scan.ts';
import type { FeedEntry } from './api.ts';

/** Elements whose text is read, or that stand around such. */
const read: ReadonlySet<string> = new Set(['id', 'title', 'updated', 'author', 'name', 'content']);

/** The entries of an Atom 1.0 feed in its order; parts that are missing are empty. */
export function readAtomEntries(xml: string): FeedEntry[] {
  const entries: FeedEntry[] = [];
  let entry: FeedEntry | undefined;
  /** The open elements below the entry, outermost first. */
  let path: readonly string[] = [];
  for (const token of scanHtml(xml)) {
    if (token.kind === 'text') {
      if (entry !== undefined) addText(entry, path, token.text);
    } else if (token.name === 'entry') {
      if (token.kind === 'close' && entry !== undefined) entries.push(tidy(entry));
      entry = token.kind === 'open' ? emptyEntry() : undefined;
      path = [];
    } else if (entry !== undefined) {
      path = step(entry, path, token);
    }
  }
  return entries;
}
/** Takes over what stands in a tag. @returns the open elements after it, among those that matter */
function step(
  entry: FeedEntry,
  path: readonly string[],
  token: Exclude<HtmlToken, { kind: 'text' }>,
): readonly string[] {
  if (token.kind === 'close') {
    const last = path.lastIndexOf(token.name);
    return last < 0 ? path : path.slice(0, last);
  }
  if (token.name === 'link') entry.link = token.attributes.get('href') ?? entry.link;
  if (token.name === 'category') entry.category = token.attributes.get('term') ?? entry.category;
  return read.has(token.name) ? [...path, token.name] : path;
}

function emptyEntry(): FeedEntry {
  return { id: '', title: '', updatedUtc: '', author: '', category: '', link: '', contentHtml: '' };
}

function addText(entry: FeedEntry, [outer, inner]: readonly string[], text: string): void {
  switch (outer) {
    case 'id':
      entry.id += text;
      break;
    case 'title':
      entry.title += text;
      break;
    case 'updated':
      entry.updatedUtc += text;
      break;
    case 'content':
      entry.contentHtml += text;
      break;
    case 'author':
      if (inner === 'name') entry.author += text;
      break;
    default:
      break;
  }
}

function tidy(entry: FeedEntry): FeedEntry {
  return {
    ...entry,
    id: collapse(entry.id),
    title: collapse(entry.title),
    updatedUtc: collapse(entry.updatedUtc),
    author: collapse(entry.author),
  };
}
