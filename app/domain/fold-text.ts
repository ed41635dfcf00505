/** Signs that do not come apart into a letter and its accent, as people without such a keyboard type them. */
const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ħ: 'h' },
  // The micro sign and the Greek letter look alike; both are typed as u.
  ...{ µ: 'u', μ: 'u' },
};
const marks = /\p{M}/gu;
const wordSigns = /[\p{L}\p{N}]+/gu;

/** As it is compared: without letter case and accents, sub- and superscripts as plain digits. */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(special, (sign) => letters[sign] ?? sign);
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const plain = /^[\u0000-\u007f]*$/;
const plainWords = /[a-z\d]+/gi;
const writtenWords = /[\p{L}\p{N}\p{M}]+/gu;
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Words of a text as they stand in the index: `hmi.sharp_cea_720s` has four. */
export function wordsOf(text: string): string[] {
  return plain.test(text) ? (text.toLowerCase().match(plainWords) ?? []) : (foldText(text).match(wordSigns) ?? []);
}

/** Words of a name and, if it has several without a space between, the name in one: `14s005` finds 14S-005. */
export function nameWords(name: string): string[] {
  const joined = name.split(/\s+/).flatMap((piece) => {
    const words = wordsOf(piece);
    return words.length > 1 ? [words.join('')] : [];
  });
  return [...wordsOf(name), ...joined];
}

export interface WordPlace {
  word: string;
  /** Place of its first sign in the text, and behind its last one. */
  from: number;
  to: number;
}

/** The words of a text with their places in it as it is written. */
export function wordPlaces(text: string): WordPlace[] {
  const isPlain = plain.test(text);
  return [...text.matchAll(isPlain ? plainWords : writtenWords)].flatMap(({ 0: written, index }) => {
    const word = isPlain ? written.toLowerCase() : wordsOf(written).join('');
    return word === '' ? [] : [{ word, from: index, to: index + written.length }];
  });
}
