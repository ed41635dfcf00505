import { create } from 'zustand';
import type { Message } from '../../app/contract/app.ts';
import type { AppError } from '../../app/contract/app-error.ts';
import { say } from './say.ts';

export interface ToastOptions {
  level: Message['level'];
  text: string;
  remedy?: string | null;
  action?: { label: string; onClick(): void };
}

export interface Toast extends ToastOptions {
  id: number;
}

/** What the page itself met, beside the messages of the core; and what is shown for a short time. */
export const useMessages = create<{ own: readonly Message[]; toasts: readonly Toast[] }>(() => ({
  own: [],
  toasts: [],
}));

const maxToasts = 2;
let lastId = 0;

function nextId(): number {
  lastId += 1;
  return lastId;
}

/** Shows in a corner what happened elsewhere; the oldest gives way. */
export function showToast(options: ToastOptions): void {
  useMessages.setState(({ toasts }) => ({ toasts: [...toasts, { ...options, id: nextId() }].slice(-maxToasts) }));
}

export function dismissToast(id: number): void {
  useMessages.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Shows a failure of what the user just did, and keeps it under Messages. */
export function showMessage(error: AppError): void {
  if (error.code === 'cancelled') return;
  const message: Message = {
    // Below zero, where no message of the core is.
    id: -nextId(),
    level: 'bad',
    text: say(error.message),
    remedy: error.remedy === undefined ? null : say(error.remedy),
    code: error.code,
    source: error.source ?? null,
    jobId: null,
    timeUtc: new Date().toISOString(),
  };
  useMessages.setState(({ own }) => ({ own: [message, ...own] }));
  showToast({ level: 'bad', text: message.text, remedy: message.remedy });
}

/** Text as it is copied: everything that helps to find the cause. */
export function messageText(message: Message): string {
  const parts = [message.timeUtc, message.source, message.code, message.text, message.remedy];
  return parts.filter((part): part is string => part !== null && part !== '').join(' · ');
}
