/** A text as one word of a POSIX shell. */
export function shellText(text: string): string {
  return /^[\w./:@,%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** One command over several lines. */
export function shellLines(parts: readonly string[]): string {
  return parts.join(' \\\n  ');
}
