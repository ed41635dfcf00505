import type { Settings } from '../../app/contract/app.ts';

export type Language = 'en' | 'de';
export type LanguageSetting = Settings['language'];

/** Language of the window; by default the system's, if Quarry speaks it. */
export function languageFor(setting: LanguageSetting, systemLanguage: string): Language {
  if (setting !== 'system') return setting;
  return /^de\b/i.test(systemLanguage) ? 'de' : 'en';
}

export function readLanguageSetting(kept: string | null): LanguageSetting {
  return kept === 'en' || kept === 'de' ? kept : 'system';
}
