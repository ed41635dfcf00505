import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import type { PathRule } from '../contract/connections.ts';

export type LocatedFile =
  | { state: 'found'; localPath: string; sizeBytes: number }
  | { state: 'missing' | 'refused' | 'unmapped'; localPath: string | null; message: string };

/** Where a server path would lie on this computer, or why it is not looked for. Touches no disk. */
export type MappedPath =
  | { state: 'mapped'; folder: string; localPath: string }
  | { state: 'refused' | 'unmapped'; message: string };

/**
 * Paths come from a shared database and are hostile text: only what lies inside the folder of a rule
 * is ever opened. The longest server prefix that fits wins.
 */
export function mapServerPath(serverPath: string, rules: readonly PathRule[]): MappedPath {
  const path = serverPath.trim().replaceAll('\\', '/');
  if (path === '') return { state: 'refused', message: 'The server names an empty path.' };
  if (hasControlCharacter(path))
    return { state: 'refused', message: 'The path holds control characters and is not opened.' };
  const rule = rules
    .filter((candidate) => restAfterPrefix(path, candidate.serverPrefix) !== undefined)
    .toSorted((a, b) => b.serverPrefix.length - a.serverPrefix.length)[0];
  const rest = rule === undefined ? undefined : restAfterPrefix(path, rule.serverPrefix);
  if (rule === undefined || rest === undefined) {
    return {
      state: 'unmapped',
      message: `No path rule fits ${quoted(serverPath)}. Choose the folder where these measurements are kept.`,
    };
  }
  const segments = rest.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.some((segment) => segment === '..' || /^[a-z]:/i.test(segment))) {
    return { state: 'refused', message: `${quoted(serverPath)} leads out of the mapped folder and is not opened.` };
  }
  const folder = resolve(rule.localFolder);
  return { state: 'mapped', folder, localPath: join(folder, ...segments) };
}

/** Looks for the file on disk; a link that leads out of the mapped folder is refused. */
export async function locateServerFile(serverPath: string, rules: readonly PathRule[]): Promise<LocatedFile> {
  const mapped = mapServerPath(serverPath, rules);
  if (mapped.state !== 'mapped') return { state: mapped.state, localPath: null, message: mapped.message };
  const { folder, localPath } = mapped;
  const missing = `${localPath} is not there. Check the path rule or where measurements are kept.`;
  try {
    const [realFolder, realFile] = await Promise.all([realpath(folder), realpath(localPath)]);
    if (!isInside(realFolder, realFile)) {
      return {
        state: 'refused',
        localPath,
        message: `${localPath} is a link out of the mapped folder and is not opened.`,
      };
    }
    const facts = await stat(realFile);
    if (!facts.isFile()) return { state: 'refused', localPath, message: `${localPath} is not a file.` };
    return { state: 'found', localPath: realFile, sizeBytes: facts.size };
  } catch (error) {
    if (isMissing(error)) return { state: 'missing', localPath, message: missing };
    return { state: 'missing', localPath, message: `${localPath} cannot be read. Check the rights of the folder.` };
  }
}

/** An empty prefix stands for relative paths only; others must end at a border of path parts. */
function restAfterPrefix(path: string, serverPrefix: string): string | undefined {
  const prefix = serverPrefix.trim().replaceAll('\\', '/');
  if (prefix === '') return isRelative(path) ? path : undefined;
  // Windows shares and drives are written in any case.
  const fits = path.toLowerCase().startsWith(prefix.toLowerCase());
  if (!fits) return undefined;
  const rest = path.slice(prefix.length);
  return prefix.endsWith('/') || rest.startsWith('/') ? rest : undefined;
}

function isRelative(path: string): boolean {
  return !isAbsolute(path) && !path.startsWith('/') && !/^[a-z]:/i.test(path);
}

function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => (character.codePointAt(0) ?? 0) < 32);
}

function quoted(text: string): string {
  return `“${text.length > 120 ? `${text.slice(0, 117)}…` : text}”`;
}
