import { decodeEntities } from './html-entities.ts';

export type HtmlToken =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

const tagName = /[A-Za-z][A-Za-z0-9:-]*/y;
const attribute = /\s*([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/y;
/** Their content is no text of the page. */
const rawElements: ReadonlySet<string> = new Set(['script', 'style', 'template']);

/**
 * The tags and texts of a page in order, character references replaced. Server text is data: nothing is built or run
 * from it. Broken markup gives fewer tokens, never an error; the time is proportional to the length.
 */
export function* scanHtml(html: string): Generator<HtmlToken> {
  let position = 0;
  while (position < html.length) {
    const tagStart = html.indexOf('<', position);
    const textEnd = tagStart < 0 ? html.length : tagStart;
    if (textEnd > position) yield { kind: 'text', text: decodeEntities(html.slice(position, textEnd)) };
    if (tagStart < 0) return;
    const tag = readTag(html, tagStart);
    position = tag.end;
    if (tag.token !== undefined) yield tag.token;
    if (tag.token?.kind === 'open' && rawElements.has(tag.token.name)) {
      position = endOfRaw(html, position, tag.token.name);
    }
  }
}

function readTag(html: string, start: number): { token?: HtmlToken; end: number } {
  if (html.startsWith('<!--', start)) return { end: after(html, '-->', start + 4) };
  const closing = html[start + 1] === '/';
  tagName.lastIndex = start + (closing ? 2 : 1);
  const found = tagName.exec(html)?.[0];
  if (found === undefined) {
    const markup = /[!?/]/.test(html[start + 1] ?? '');
    return markup ? { end: after(html, '>', start) } : { token: { kind: 'text', text: '<' }, end: start + 1 };
  }
  const name = found.toLowerCase();
  const attributes = new Map<string, string>();
  let end = tagName.lastIndex;
  for (;;) {
    attribute.lastIndex = end;
    const match = attribute.exec(html);
    if (match === null) break;
    end = attribute.lastIndex;
    const [, key = '', double, single, bare] = match;
    if (!attributes.has(key.toLowerCase()))
      attributes.set(key.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  }
  const token: HtmlToken = closing ? { kind: 'close', name } : { kind: 'open', name, attributes };
  return { token, end: after(html, '>', end) };
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function endOfRaw(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/** Visible text with blanks collapsed. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
