import type { LabState, User } from './model.ts';

export interface UploadedFile {
  fileName: string;
  bytes: Buffer;
}

/** One request as the views see it. */
export interface Exchange {
  method: string;
  /** Path behind the root, decoded once as Django does; no leading slash. */
  path: string;
  query: [string, string][];
  form: [string, string][];
  files: Map<string, UploadedFile>;
  json: boolean;
  accept: string | undefined;
  /** The signed-in user. */
  user: User;
  lab: LabState;
  nowMs: number;
  /** IANA name of the zone in which the server reads naive times. */
  timezone: string;
  switches: Switches;
  /** Raw data files, for plots. */
  filesFolder: string;
  /** Ends in a slash. */
  rootUrl: string;
}

export interface Switches {
  /** A rejected image leaves a result behind. */
  orphanResults: boolean;
  /** The page of a series answers 500, as at HEAD of the real server. */
  brokenSeriesPage: boolean;
  /** Editing a sample wipes its informal layers. */
  informalLayerLoss: boolean;
  /** Nobody can add an alias. */
  brokenAddAlias: boolean;
}

export interface Reply {
  status: number;
  contentType: string;
  body: string | Buffer;
  headers?: Record<string, string>;
  /** The view has changed the database. */
  changed?: boolean;
}

/** An error in the JSON form `[code, message]`, or a page for browsers. */
export class ViewError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** 401 with an HTML page, also for JSON clients. */
export class PermissionDenied extends Error {}

/** The form page with its error lists; nothing was saved unless `changed`. */
export class FormErrors extends Error {
  readonly problems: [field: string, messages: string[]][];
  readonly changed: boolean;

  constructor(problems: [string, string[]][], changed = false) {
    super('The form has errors.');
    this.problems = problems;
    this.changed = changed;
  }
}

export const notFound = (message: string): ViewError => new ViewError(404, 2, message);

/** The real server escapes everything outside ASCII. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function json(value: unknown, changed = false): Reply {
  return { status: 200, contentType: 'application/json', body: asciiJson(value), changed };
}

/** Value of a field; of repeated ones the last, as Django takes it. */
export function lastOf(pairs: readonly [string, string][], name: string): string | undefined {
  return pairs.findLast(([key]) => key === name)?.[1];
}

export function all(pairs: readonly [string, string][], name: string): string[] {
  return pairs.filter(([key]) => key === name).map(([, value]) => value);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');
}

export function page(title: string, body: string, status = 200): Reply {
  const text = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font:15px/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}th{text-align:left;padding-right:1em;vertical-align:top}img{max-width:100%}.markdown{white-space:pre-wrap}</style></head>
<body><p><a href="/">JuliaBase demo</a> · <a href="/advanced_search">advanced search</a></p>
<h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`;
  return { status, contentType: 'text/html; charset=utf-8', body: text };
}

/** The layout of error lists that clients scrape. */
export function formErrorPage(problems: readonly [string, string[]][]): string {
  const block = ([field, messages]: [string, string[]]): string => {
    const label = field === '' ? '' : `<p>${escapeHtml(field)}</p>`;
    const kind = field === '' ? 'errorlist nonfield' : 'errorlist';
    return `${label}<ul class="${kind}" id="id_error">${messages.map((message) => `<li>${escapeHtml(message)}</li>`).join('')}</ul>`;
  };
  const lists =
    problems.length === 0
      ? ''
      : `<td class="error-messages">${problems.map((problem) => block(problem)).join('\n')}</td>`;
  return `<form method="post"><table><tr>${lists}</tr></table><input type="submit"></form>`;
}

/** Twice percent-encoded, as names stand in addresses. */
export function doubleQuote(name: string): string {
  const quote = (text: string): string =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return quote(quote(name));
}
