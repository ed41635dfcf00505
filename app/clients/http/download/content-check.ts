/** First bytes that must be there before they can be judged. */
export const judgedBytes = 512;

const fitsName = /\.(?:fits?|fts|fz)$/i;
const pageName = /\.(?:html?|xml|svg)$/i;
const fitsBlock = 2880;

export function isFitsName(name: string): boolean {
  return fitsName.test(name);
}

/**
 * Whether the first bytes of a file can be what its name says.
 * @param beginning up to `judgedBytes`; fewer only if the file has no more
 * @returns what is wrong, in words, or undefined
 */
export function wrongBeginning(
  name: string,
  beginning: Uint8Array,
  contentType: string | undefined,
): string | undefined {
  const text = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength).toString('latin1');
  if (!pageName.test(name) && looksLikePage(text, contentType))
    return 'The server sent a web page instead of the file.';
  if (isFitsName(name) && !text.startsWith('SIMPLE  ='))
    return 'The file is no FITS file: it does not begin with SIMPLE.';
  return undefined;
}

/** Whether a file of that size can be complete; what is wrong, in words, or undefined. */
export function wrongSize(name: string, bytes: number): string | undefined {
  if (bytes === 0) return 'The server sent an empty file.';
  if (isFitsName(name) && bytes % fitsBlock !== 0)
    return `The file is cut off: ${bytes} bytes are no multiple of ${fitsBlock}, as FITS files are.`;
  return undefined;
}

function looksLikePage(text: string, contentType: string | undefined): boolean {
  if (/^\s*(?:\ufeff|\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|title)\b/i.test(text)) return true;
  return isPage(contentType) && text.trimStart().startsWith('<');
}

export function isPage(contentType: string | undefined): boolean {
  return /^\s*text\/html\b/i.test(contentType ?? '');
}
