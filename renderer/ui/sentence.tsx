import type { ReactElement, ReactNode } from 'react';
import { Trans } from 'react-i18next/TransWithoutContext';
import { texts } from './language.ts';

interface SentenceProps {
  /** The English sentence; `<command>…</command>` in it is drawn as `parts.command`. */
  english: string;
  parts: Readonly<Record<string, ReactElement>>;
  values?: Readonly<Record<string, string | number>>;
}

/** A sentence with markup inside, whose words stand in another order in another language. */
export function Sentence({ english, parts, values }: SentenceProps): ReactNode {
  return <Trans i18n={texts} i18nKey={english} components={parts} values={values ?? {}} />;
}
