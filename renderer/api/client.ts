import type { Contract } from '../../app/contract/contract.ts';
import type { Client } from '../../app/rpc/client.ts';
import { createLink, type Link, type ShellContract } from './link.ts';
import { useLinkState } from './link-state.ts';
import { createTransportOpener } from './page-transports.ts';

let link: Link | undefined;
let tryNow = (): void => undefined;

/** Must be called while the page's first script runs: the desktop shell hands the ports over right after it. */
export function startLink(): void {
  link = createLink({
    open: createTransportOpener(),
    onState: (state) => useLinkState.setState({ state }),
    pause: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        tryNow = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  });
}

/** Ends the pause before the next attempt to connect. */
export function connectNow(): void {
  tryNow();
}

/** The core; calls wait while the line is down. */
export function getClient(): Client<Contract> {
  return started().core;
}

/** The desktop shell; calls fail in a browser. */
export function getShellClient(): Client<ShellContract> {
  return started().shell;
}

function started(): Link {
  if (link === undefined) throw new Error('startLink() was not called.');
  return link;
}
