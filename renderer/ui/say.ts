import { compileSentences, type Speaker } from './core-sentences.ts';
import { language } from './language.ts';

let speaker: Speaker | null = null;

/** Must be awaited before the first screen; English needs no catalogue. */
export async function loadCoreSentences(): Promise<void> {
  if (language === 'en') return;
  const { default: german } = await import('../languages/core.de.json');
  speaker = compileSentences(german);
}

/** What speaks the language of the window, or null where the core's English is shown as it is. */
export function windowSpeaker(): Speaker | null {
  return speaker;
}

/** A sentence that the core has composed, in the language of the window; what is no sentence of the core stays. */
export function say(sentence: string): string {
  return speaker === null ? sentence : speaker(sentence);
}
