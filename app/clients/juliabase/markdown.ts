/**
 * Escapes plain text so that JuliaBase's Markdown shows it as it is, line by line. It does not protect against text
 * that the server rejects altogether; see `markdownProblem`.
 * @param text plain text with any line ends
 * @returns Markdown, ends in a line feed
 */
export function sanitizeForMarkdown(text: string): string {
  const escaped = text
    .replace(/\r\n?/g, '\n')
    .replace(/[_*`]/g, '\\$&')
    .replace(/^[#>+-]/gm, '\\$&');
  const paragraphs = escaped.split(/\n(?:[ \t]*\n)+/).map((paragraph) =>
    paragraph
      .split('\n')
      .map((line) => (line.length < 70 ? `${line}  ` : line))
      .join('\n'),
  );
  return `${paragraphs.join('\n\n')}\n`;
}

/** Why JuliaBase would reject this Markdown, as the end of a sentence "The comments …"; undefined if it would not. */
export function markdownProblem(text: string): string | undefined {
  if (/(^|[^\\])!\[/.test(text)) return 'contain an image (`![`), which JuliaBase does not allow';
  const lines = text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const last = lines.at(-1)?.trim() ?? '';
  if (lines.length > 1 && (/^-+$/.test(last) || /^=+$/.test(last))) {
    return 'end in a line of only - or =, which JuliaBase does not allow';
  }
  return undefined;
}
