import { t } from '../../ui/language.ts';
export interface TourStep {
  title: string;
  text: string;
  /** The part of the window that is explained. */
  selector: string;
  /** On which side of it the words stand. */
  side: 'right' | 'below' | 'inside' | 'above';
}

export const tourSteps: readonly TourStep[] = [
  {
    title: t('What you are connected to'),
    text: t(
      'Laboratories, solar data and openBIS servers as trees. Type / to filter, Enter to open. What you have seen stays here offline, with its age.',
    ),
    selector: 'nav[aria-label="Navigator"]',
    side: 'right',
  },
  {
    title: t('Find anything, run anything'),
    text: t(
      'One field finds samples, series, datasets and files, and runs every command; each shows its own keys. From anywhere by Ctrl K.',
    ),
    selector: '[data-tour="omnibox"]',
    side: 'below',
  },
  {
    title: t('Panels are documents'),
    text: t(
      'Drag tabs to split the window. Give an arrangement a name at the top right: a workspace comes back as you left it, also after a restart.',
    ),
    selector: 'main[aria-label="Panels"]',
    side: 'inside',
  },
  {
    title: t('Nothing is lost, nothing is written twice'),
    text: t(
      'Downloads and exports go on by themselves and survive a restart. What is written to a server waits in the outbox until it is there for certain.',
    ),
    selector: 'footer',
    side: 'above',
  },
];
