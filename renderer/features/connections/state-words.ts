import type { Connection } from '../../../app/contract/connections.ts';
import { t } from '../../ui/language.ts';

/** State of a connection in words. */
export function stateInWords(state: Connection['state']): string {
  switch (state) {
    case 'signed-out':
      return t('logged out');
    case 'signing-in':
      return t('logging in');
    case 'signed-in':
      return t('logged in');
    case 'needs-you':
      return t('log in');
    case 'offline':
      return t('offline');
    default:
      return state satisfies never;
  }
}
