import type { SystemWord } from '../app/contract/commands/system-words.ts';

let spoken: Readonly<Record<string, string>> = {};

/** From now on menus and dialogs of the system are in the language of the window, which the page knows. */
export function speakWords(words: Readonly<Record<string, string>>): void {
  spoken = words;
}

export function inWindowLanguage(english: SystemWord, values: Readonly<Record<string, string>> = {}): string {
  return titleInWindowLanguage(english).replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
}

/** The title of a command. */
export function titleInWindowLanguage(english: string): string {
  return spoken[english] ?? english;
}
