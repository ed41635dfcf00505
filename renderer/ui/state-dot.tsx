import type { ReactNode } from 'react';
import type { Connection } from '../../app/contract/connections.ts';
import styles from './state-dot.module.css';

const tones: Readonly<Record<Connection['state'], string>> = {
  'signed-in': 'ok',
  'signing-in': 'busy',
  'signed-out': 'off',
  'needs-you': 'bad',
  offline: 'offline',
};

/** State of a connection as a dot; the words stand beside it or in its title. */
export function StateDot({ state }: { state: Connection['state'] }): ReactNode {
  return <span className={styles.dot} data-tone={tones[state]} aria-hidden />;
}
