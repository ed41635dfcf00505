import { IconAlertTriangle, IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Tone, toneOf } from './publish-words.ts';
import styles from './publishing.module.css';

const icons: Readonly<Record<Tone, typeof IconCheck>> = {
  ok: IconCheck,
  warn: IconAlertTriangle,
  bad: IconX,
  quiet: IconMinus,
};

/** A state in words, with a sign of its kind. */
export function StateWord({ state, word }: { state: Parameters<typeof toneOf>[0]; word: string }): ReactNode {
  const tone = toneOf(state);
  const Icon = icons[tone];
  return (
    <span className={styles.state} data-tone={tone}>
      <Icon size={13} aria-hidden />
      {word}
    </span>
  );
}
