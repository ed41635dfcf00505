/** Where a request goes, below the base path. */
export interface Target {
  /** As sent, still percent-encoded, without a leading slash; empty for the base path itself. */
  path: string;
  query: URLSearchParams;
}

/** Undefined for anything but a path below the base path. */
export function targetOf(url: string | undefined, basePath: string): Target | undefined {
  // The absolute form names a host; a second slash at the start would be read as one.
  if (url?.startsWith(basePath) !== true || url.startsWith('//')) return undefined;
  const [path = '', ...query] = url.slice(basePath.length).split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

/** `openbis/conn/{name}` is literal text, then parameters between slashes. */
interface Template {
  literal: string;
  parameters: string[];
}

export function parseTemplate(text: string): Template {
  const [literal = '', ...rest] = text.split('{');
  return { literal, parameters: rest.map((part) => part.replace(/\}.*$/, '')) };
}

/**
 * Values of the parameters of a properly encoded path, each decoded once; undefined for another path.
 * @param names of connections: the first of several parameters must be one
 * @throws URIError if it is not percent-encoded text
 */
export function matchEncoded(template: string, path: string, names: readonly string[]): string[] | undefined {
  const { literal, parameters } = parseTemplate(template);
  if (parameters.length === 0) return path === literal ? [] : undefined;
  const parts = partsBehind(literal, path);
  if (parts?.length !== parameters.length) return undefined;
  return parameters.length === 1 || names.includes(parts[0] ?? '') ? parts : undefined;
}

/**
 * The same where slashes were left as they are: the longest fitting name of a connection is taken, and the last
 * parameter gets the rest.
 */
export function matchUnencoded(template: string, path: string, names: readonly string[]): string[] | undefined {
  const { literal, parameters } = parseTemplate(template);
  const parts = parameters.length === 0 ? undefined : partsBehind(literal, path);
  if (parts === undefined) return undefined;
  const text = parts.join('/');
  if (parameters.length === 1) return [text];
  const [name] = names.filter((one) => text.startsWith(`${one}/`)).toSorted((a, b) => b.length - a.length);
  // Nobody knows where an unknown name ends.
  if (name === undefined) return parts.length === parameters.length ? parts : undefined;
  return [name, ...splitRest(text.slice(name.length + 1), parameters.length - 1)];
}

function splitRest(text: string, count: number): string[] {
  const parts = text.split('/');
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join('/')];
}

function partsBehind(literal: string, path: string): string[] | undefined {
  return path.startsWith(literal) ? path.slice(literal.length).split('/').map(decodeURIComponent) : undefined;
}
