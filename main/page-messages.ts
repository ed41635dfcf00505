import type { z } from 'zod';
import { pageOrigin } from './page-origin.ts';

/** The part of Electron's event that tells who speaks. */
export interface PageMessageEvent {
  sender: { id: number; mainFrame: unknown };
  /** Null when the frame is gone. */
  senderFrame: { url: string; origin?: string } | null;
}

/** The part of `ipcMain` that is used. */
export interface MessageSource {
  on(channel: string, listener: (event: PageMessageEvent, ...args: unknown[]) => void): unknown;
}

const maxMessageBytes = 32 * 1024 * 1024;

export type MessageRefusal = 'window' | 'frame' | 'origin' | 'size' | 'arguments';

/** Undefined if the message comes from the top frame of one of our windows, at exactly our origin. */
export function refuseSender(
  event: PageMessageEvent,
  isOwnWindow: (id: number) => boolean,
): MessageRefusal | undefined {
  if (!isOwnWindow(event.sender.id)) return 'window';
  if (event.senderFrame === null || event.senderFrame !== event.sender.mainFrame) return 'frame';
  // `about:blank` inherits our origin, but not our address.
  const isOurs = event.senderFrame.url.startsWith(`${pageOrigin}/`);
  const origin = event.senderFrame.origin;
  return isOurs && (origin === undefined || origin === pageOrigin) ? undefined : 'origin';
}

/** The only way by which the shell listens to pages: who speaks is checked first, then how much, then what. */
export function onPageMessage<T extends z.ZodType>(
  source: MessageSource,
  channel: string,
  options: {
    schema: T;
    isOwnWindow(id: number): boolean;
    /** Told about refused messages, never about their content. */
    onRefused(channel: string, refusal: MessageRefusal): void;
    handle(event: PageMessageEvent, message: z.output<T>): void;
  },
): void {
  source.on(channel, (event, ...args) => {
    const refusal = refuseSender(event, options.isOwnWindow) ?? refuseSize(args);
    if (refusal !== undefined) return options.onRefused(channel, refusal);
    const parsed = options.schema.safeParse(args);
    if (parsed.success) options.handle(event, parsed.data);
    else options.onRefused(channel, 'arguments');
  });
}

function refuseSize(args: readonly unknown[]): MessageRefusal | undefined {
  try {
    return Buffer.byteLength(JSON.stringify(args)) > maxMessageBytes ? 'size' : undefined;
  } catch {
    // Circles and numbers without an end are no message of ours.
    return 'arguments';
  }
}
