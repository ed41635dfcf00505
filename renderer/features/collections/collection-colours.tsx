import type { ReactNode } from 'react';
import { type CollectionColour, collectionColours } from '../../../app/contract/collections.ts';
import { t } from '../../ui/language.ts';
import styles from './collections.module.css';

export const colourNames: Readonly<Record<CollectionColour, string>> = {
  none: t('No colour'),
  blue: t('Blue'),
  orange: t('Orange'),
  green: t('Green'),
  purple: t('Purple'),
  olive: t('Olive'),
  grey: t('Grey'),
};

/** Tells collections apart at a glance; the name stands beside it. */
export function ColourDot({ colour }: { colour: CollectionColour }): ReactNode {
  return <span className={styles.dot} data-colour={colour} aria-hidden />;
}

/** As icons of tree lines; made once, so that none is drawn anew. */
export const colourIcons = Object.fromEntries(
  collectionColours.map((colour) => [colour, () => <ColourDot colour={colour} />]),
) as Readonly<Record<CollectionColour, () => ReactNode>>;
