import { collapse, scanHtml } from '../html-scan.ts';
import type { FeedEntry } from './api.ts';

/** The entries of an Atom 1.0 feed in its order; parts that are missing are empty. */
export function readAtomEntries(xml: string): FeedEntry[] {
  const entries: FeedEntry[] = [];
  let entry: FeedEntry | undefined;
  /** The open elements below the entry, outermost first. */
  let path: string[] = [];
  for (const token of scanHtml(xml)) {
    if (token.kind === 'text') {
      if (entry !== undefined) addText(entry, path, token.text);
    } else if (token.name === 'entry') {
      if (token.kind === 'close' && entry !== undefined) entries.push(tidy(entry));
      entry = token.kind === 'open' ? emptyEntry() : undefined;
      path = [];
    } else if (entry === undefined) {
    } else if (token.kind === 'close') {
      const last = path.lastIndexOf(token.name);
      if (last >= 0) path = path.slice(0, last);
    } else if (token.name === 'link') {
      entry.link = token.attributes.get('href') ?? entry.link;
    } else if (token.name === 'category') {
      entry.category = token.attributes.get('term') ?? entry.category;
    } else {
      path.push(token.name);
    }
  }
  return entries;
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
