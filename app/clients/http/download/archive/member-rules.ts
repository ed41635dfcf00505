/** Kinds of entries that are plain files; all others could reach out of the folder or hang a reader. */
const files: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);
const kinds: Readonly<Record<string, string>> = {
  SymbolicLink: 'a link',
  Link: 'a link',
  CharacterDevice: 'a device',
  BlockDevice: 'a device',
  FIFO: 'a pipe',
};

/**
 * Why an entry of an archive is not unpacked, in a sentence; undefined if it may be.
 * @param path as the archive names it
 */
export function refusedMember(path: string, type: string): string | undefined {
  if (!files.has(type)) return `It is ${kinds[type] ?? 'no file'}.`;
  if (/^[/\\]/.test(path)) return 'Its path begins at the root of the computer.';
  if (/^[a-z]:/i.test(path)) return 'Its path names a drive.';
  if (path.split(/[/\\]/).includes('..')) return 'Its path leads out of the folder.';
  if (path.includes('\0')) return 'Its path has a zero byte.';
  return undefined;
}
