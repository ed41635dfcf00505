import type { Connection } from '../../../app/contract/connections.ts';

/** State of a connection in words. */
export function stateInWords(state: Connection['state']): string {
  switch (state) {
    case 'signed-out':
      return 'logged out';
    case 'signing-in':
      return 'logging in';
    case 'signed-in':
      return 'logged in';
    case 'needs-you':
      return 'log in';
    case 'offline':
      return 'offline';
    default:
      return state satisfies never;
  }
}
