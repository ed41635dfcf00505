import type { Message } from '../../../app/contract/app.ts';
import { showToast } from '../../ui/messages.ts';

/** Warnings and failures of background work are told once; information is only kept. */
export function noteMessage({ level, text, remedy }: Message): void {
  if (level !== 'info') showToast({ level, text, remedy });
}
