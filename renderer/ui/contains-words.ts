/** Whether a text has all words somewhere, letter case aside; without words it has. */
export function containsWords(text: string, words: string): boolean {
  const low = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}
