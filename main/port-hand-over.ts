import { ipcMain, MessageChannelMain, type WebContents, type WebFrameMain } from 'electron';
import { z } from 'zod';
import { portMessage } from '../app/contract/port-message.ts';
import type { Log } from '../app/platform/platform.ts';
import { portTransport, type Transport } from '../app/rpc/transport.ts';
import { asPortLike } from './electron-port.ts';
import { onPageMessage } from './page-messages.ts';

export interface HandOverOptions {
  isOwnWindow(webContentsId: number): boolean;
  /** The page's calls to the core come over the one, those to the shell over the other. */
  serve(core: Transport, shell: Transport, webContentsId: number): void;
  log: Pick<Log, 'warn'>;
}

/**
 * Gives the page its two ports when it asks for them: core first, shell second. A page that asks again, after a
 * reload or a lost core, gets new ones and the old ones are closed.
 */
export function handOverPorts({ isOwnWindow, serve, log }: HandOverOptions): void {
  const given = new WeakMap<WebContents, Transport[]>();
  onPageMessage(ipcMain, portMessage, {
    schema: z.tuple([]),
    isOwnWindow,
    onRefused: (channel, refusal) => log.warn({ channel, refusal }, 'Message of a page refused'),
    handle: (event) => {
      // The check has seen that this is the top frame of one of our windows.
      const { sender, senderFrame } = event as unknown as { sender: WebContents; senderFrame: WebFrameMain };
      for (const transport of given.get(sender) ?? []) transport.close();
      const core = new MessageChannelMain();
      const shell = new MessageChannelMain();
      const ends: [Transport, Transport] = [
        portTransport(asPortLike(core.port1)),
        portTransport(asPortLike(shell.port1)),
      ];
      given.set(sender, ends);
      serve(...ends, sender.id);
      senderFrame.postMessage(portMessage, null, [core.port2, shell.port2]);
    },
  });
}
