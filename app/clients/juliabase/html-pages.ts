import { doubleUnquote } from './double-quote.ts';
import { collapse, scanHtml } from './html-scan.ts';

export interface FormProblem {
  /** Label of the field; empty for problems of the whole form. */
  field: string;
  messages: string[];
}

/** The error lists of a form page, as JuliaBase lays them out; empty if the page names no error. */
export function readFormProblems(html: string): FormProblem[] {
  const problems: FormProblem[] = [];
  let insideCell = false;
  let label = '';
  let list: FormProblem | undefined;
  let piece: string | undefined;
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') {
      if (piece !== undefined) piece += token.text;
    } else if (token.kind === 'open') {
      const classes = token.attributes.get('class')?.split(/\s+/) ?? [];
      if (token.name === 'td') insideCell = classes.includes('error-messages');
      else if (token.name === 'ul' && classes.includes('errorlist')) {
        list = { field: insideCell && !classes.includes('nonfield') ? label : '', messages: [] };
      } else if (token.name === 'li' ? list !== undefined : token.name === 'p' && insideCell) piece = '';
    } else if (token.name === 'p' && piece !== undefined) {
      label = collapse(piece).replace(/:$/, '');
      piece = undefined;
    } else if (token.name === 'li' && piece !== undefined) {
      list?.messages.push(collapse(piece));
      piece = undefined;
    } else if (token.name === 'ul' && list !== undefined) {
      if (list.messages.length > 0) problems.push(list);
      list = undefined;
    }
  }
  return problems;
}

/** True for the page that asks for name and password. */
export function isLoginPage(html: string): boolean {
  let password = false;
  let username = false;
  for (const token of scanHtml(html)) {
    if (token.kind !== 'open' || token.name !== 'input') continue;
    password ||= token.attributes.get('name') === 'password';
    username ||= token.attributes.get('name') === 'username';
  }
  return password && username;
}

const stockPhrase = /Sorry, you can['’]t access this resource\.?/i;

/** Why the server denies access: the first paragraph after its stock phrase; empty if the page gives no reason. */
export function readDenialReason(html: string): string {
  const paragraphs = readBlocks(html, 'p');
  const stock = paragraphs.findIndex((text) => stockPhrase.test(text));
  if (stock < 0) return '';
  const rest = collapse((paragraphs[stock] ?? '').replace(stockPhrase, ''));
  return rest === '' ? (paragraphs[stock + 1] ?? '') : rest;
}

/** The texts of all elements of one kind that do not hold another of the same kind. */
export function readBlocks(html: string, name: string): string[] {
  const blocks: string[] = [];
  let text: string | undefined;
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') {
      if (text !== undefined) text += token.text;
    } else if (token.name === name) {
      if (text !== undefined) blocks.push(collapse(text));
      text = token.kind === 'open' ? '' : undefined;
    }
  }
  if (text !== undefined) blocks.push(collapse(text));
  return blocks;
}

/** The whole text of a page, blanks collapsed. */
export function readText(html: string): string {
  const texts: string[] = [];
  for (const token of scanHtml(html)) if (token.kind === 'text') texts.push(token.text);
  return collapse(texts.join(' '));
}

/** Paths of all links of a page, without query and fragment, in order, each once. */
export function readLinks(html: string): string[] {
  const paths = new Set<string>();
  for (const token of scanHtml(html)) {
    const href = token.kind === 'open' && token.name === 'a' ? token.attributes.get('href') : undefined;
    if (href !== undefined) paths.add(href.replace(/[?#].*$/s, ''));
  }
  return [...paths];
}

/** Names of the objects that a page links to by `{rootPath}{area}/{name}`; pages below an object are left out. */
export function readLinkedNames(html: string, rootPath: string, area: string): string[] {
  const start = `${rootPath}${area}/`;
  return readLinks(html)
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length))
    .filter((piece) => piece !== '' && !piece.includes('/'))
    .map(doubleUnquote);
}

/** Ids of the Results that a page links to, ascending. */
export function readLinkedResultIds(html: string, rootPath: string): number[] {
  const start = `${rootPath}results/`;
  const ids = readLinks(html)
    .filter((path) => path.startsWith(start) && /^[1-9]\d{0,14}\/?$/.test(path.slice(start.length)))
    .map((path) => Number.parseInt(path.slice(start.length), 10));
  return [...new Set(ids)].sort((left, right) => left - right);
}

export interface PageChoice {
  value: string;
  label: string;
  /** Label of the group it stands in; empty outside of groups. */
  group: string;
  selected: boolean;
}

/** What a list of a form offers, in its order. */
export function readChoices(html: string, name: string): PageChoice[] {
  const choices: PageChoice[] = [];
  let inside = false;
  let group = '';
  let open: PageChoice | undefined;
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') {
      if (open !== undefined) open.label = collapse(open.label + token.text);
    } else if (token.name === 'select') {
      inside = token.kind === 'open' && token.attributes.get('name') === name;
      open = undefined;
    } else if (token.name === 'optgroup') {
      group = token.kind === 'open' ? (token.attributes.get('label') ?? '') : '';
    } else if (token.name === 'option') {
      open = undefined;
      if (!inside || token.kind === 'close') continue;
      const { attributes } = token;
      open = { value: attributes.get('value') ?? '', label: '', group, selected: attributes.has('selected') };
      choices.push(open);
    }
  }
  return choices;
}

/** Ids of the processes that a data sheet shows, in its order. */
export function readProcessIds(html: string): number[] {
  const ids = new Set<number>();
  for (const token of scanHtml(html)) {
    const id = token.kind === 'open' ? token.attributes.get('id') : undefined;
    const [, digits] = /^process-heading-([1-9]\d{0,14})$/.exec(id ?? '') ?? [];
    if (digits !== undefined) ids.add(Number(digits));
  }
  return [...ids];
}

/** True if the page came to its end; a cut one would hide hits. */
export function isWholePage(html: string): boolean {
  return /<\/html>\s*$/i.test(html.slice(-200));
}

/** True if a search page says, in English or German, that it does not show all hits. */
export function saysTooMany(html: string): boolean {
  return /too many|zu viele/i.test(html);
}
