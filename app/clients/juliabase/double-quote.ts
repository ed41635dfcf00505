import { AppError } from '../../contract/app-error.ts';

/**
 * Names stand in JuliaBase's addresses percent-encoded twice, so that slashes survive proxies.
 * @param name any text, e.g. `a/b c`
 * @returns e.g. `a%252Fb%2520c`
 */
export function doubleQuote(name: string): string {
  return quote(quote(name));
}

/** The name in a piece of an address, as `doubleQuote` wrote it; a piece quoted once or not at all is read too. */
export function doubleUnquote(piece: string): string {
  return unquote(unquote(piece));
}

/** Everything but `A-Za-z0-9-_.~` percent-encoded, as UTF-8. */
export function quote(text: string): string {
  if (!text.isWellFormed()) {
    throw new AppError('invalid-input', 'A name holds half a character.', { remedy: 'Enter the name anew.' });
  }
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function unquote(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
