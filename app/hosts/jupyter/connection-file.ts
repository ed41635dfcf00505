import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../contract/app-error.ts';
import { connectionFileName } from './connection-names.ts';

const optionalText = z.string().nullish();

const Entry = z.object({
  name: z.string().trim().min(1),
  url: z.string().trim().min(1),
  verify_certificates: z.boolean().nullish(),
  username: optionalText,
  // YAML reads digits as a number.
  password: z.union([z.string(), z.number().transform(String)]).nullish(),
  http_only: z.boolean().nullish(),
});

/** One connection of a file of Jupyter. */
export interface FileConnection {
  name: string;
  /** As written: the scheme may be missing. */
  url: string;
  verifyCertificates: boolean;
  /** Whether the file says so itself; Jupyter took "no" for granted, Quarry takes "yes". */
  saysVerify: boolean;
  /** Empty if not given. */
  username: string;
  password: string;
  /** Plain http is allowed. */
  httpOnly: boolean;
}

export interface ConnectionFile {
  connections: FileConnection[];
  /** What could not be used, each with its place in the file. */
  warnings: string[];
}

/** Reads the text of a file; what cannot be understood becomes a warning, the rest is used. */
export function parseConnectionFile(text: string): ConnectionFile {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return { connections: [], warnings: [`It is no YAML: ${firstLine(error.message)}`] };
  const list: unknown = document.get('connections');
  if (!isSeq(list)) return { connections: [], warnings: ['It has no list "connections".'] };
  const connections: FileConnection[] = [];
  const warnings: string[] = [];
  for (const [index, item] of list.items.entries()) {
    const place = `Connection ${index + 1}`;
    const parsed = Entry.safeParse(isMap(item) ? item.toJSON() : item);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      warnings.push(`${place}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}.`);
    } else if (connections.some(({ name }) => name === parsed.data.name)) {
      warnings.push(`${place}: the name ${parsed.data.name} is there twice; the first one counts.`);
    } else {
      connections.push(connectionOf(parsed.data));
    }
  }
  return { connections, warnings };
}

/**
 * The text with the connection in it: at its end, or in place of the one of that name. Other entries and comments stay.
 * @throws AppError 'bad-response' if the text is no list of connections.
 */
export function withConnection(text: string, connection: FileConnection): string {
  const document = parseDocument(text.trim() === '' ? 'connections: []\n' : text);
  const [error] = document.errors;
  if (error !== undefined) throw unusable(`It is no YAML: ${firstLine(error.message)}`);
  if (document.get('connections') === undefined || document.get('connections') === null)
    document.set('connections', document.createNode([]));
  const list: unknown = document.get('connections');
  if (!isSeq(list)) throw unusable('Its "connections" are no list.');
  // An empty list is written in brackets, which would go on.
  if (list.items.length === 0) list.flow = false;
  const entry = document.createNode(entryOf(connection));
  const index = list.items.findIndex((item) => isMap(item) && nameOf(item) === connection.name);
  if (index < 0) list.items.push(entry);
  else list.items[index] = entry;
  return document.toString();
}

function nameOf(item: YAMLMap): unknown {
  const name: unknown = item.get('name', true);
  return isScalar(name) ? name.value : undefined;
}

function connectionOf(entry: z.infer<typeof Entry>): FileConnection {
  return {
    name: entry.name,
    url: entry.url,
    verifyCertificates: entry.verify_certificates ?? true,
    saysVerify: typeof entry.verify_certificates === 'boolean',
    username: entry.username ?? '',
    password: entry.password ?? '',
    httpOnly: entry.http_only ?? false,
  };
}

function entryOf({ name, url, verifyCertificates, username, password, httpOnly }: FileConnection): object {
  return {
    name,
    url,
    verify_certificates: verifyCertificates,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(httpOnly ? { http_only: true } : {}),
  };
}

function unusable(message: string): AppError {
  return new AppError('bad-response', `${connectionFileName} cannot be added to. ${message}`, {
    remedy: 'Mend the file, or write a new one with --replace.',
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
