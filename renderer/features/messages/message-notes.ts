import type { Message } from '../../../app/contract/app.ts';
import { showToast } from '../../ui/messages.ts';

/** Warnings and failures of background work are told once, those of jobs with the job; information is only kept. */
export function noteMessage({ level, text, remedy, jobId }: Message): void {
  if (level !== 'info' && jobId === null) showToast({ level, text, remedy });
}
