import i18next from 'i18next';
import { formatInteger, speakLanguage } from '../../app/domain/number-format.ts';
import german from '../languages/de.json';
import english from '../languages/en.json';
import { type Language, type LanguageSetting, languageFor, readLanguageSetting } from './language-choice.ts';

const keptAs = 'quarry-language';

/** Language of this page, until it is loaded anew: so texts in the constants of modules are in it too. */
export const language: Language = languageOfPage();

// English sentences are the keys; the English catalogue holds only what is said of one thing instead of many.
export const texts = i18next.createInstance();
void texts.init({
  lng: language,
  fallbackLng: false,
  resources: { de: { translation: german }, en: { translation: english } },
  keySeparator: false,
  nsSeparator: false,
  // The texts of modules are asked for right after.
  initAsync: false,
  // Texts are put into the page as text.
  interpolation: { escapeValue: false },
});
speakLanguage(language);

type Values = Readonly<Record<string, string | number | null | undefined>>;

/**
 * A text in the language of the window.
 * @param english the English sentence, which is its name; `{{name}}` stands for a value. Always written out at the place
 *   of the call, where the test of the catalogue finds it.
 * @param values with `count` for one or many; with `context` where one English word has two meanings
 */
export function t(english: string, values: Values = {}): string {
  return texts.t(english, { ...values, nest: false });
}

// To make one takes longer than to draw what it has written.
const englishCounts = new Intl.NumberFormat('en');

/** A count as the language writes it; German keeps narrow spaces, for its dot would read as a decimal one. */
export function formatCount(count: number): string {
  return language === 'de' ? formatInteger(count) : englishCounts.format(count);
}

/** Follows the setting: a page that speaks another language is loaded anew. */
export function followLanguage(setting: LanguageSetting): void {
  try {
    localStorage.setItem(keptAs, setting);
  } catch {
    // A page that cannot keep the choice would start in the old language again and again.
    return;
  }
  if (languageFor(setting, navigator.language) !== language) window.location.reload();
}

/** What this browser has kept of the setting, which the core tells later. */
function languageOfPage(): Language {
  if (typeof document === 'undefined') return 'en';
  try {
    return languageFor(readLanguageSetting(localStorage.getItem(keptAs)), navigator.language);
  } catch {
    return languageFor('system', navigator.language);
  }
}
