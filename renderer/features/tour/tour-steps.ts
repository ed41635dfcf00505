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
    title: 'What you are connected to',
    text: 'Laboratories, solar data and openBIS servers as trees. Type / to filter, Enter to open. What you have seen stays here offline, with its age.',
    selector: 'nav[aria-label="Navigator"]',
    side: 'right',
  },
  {
    title: 'Find anything, run anything',
    text: 'One field finds samples, series, datasets and files, and runs every command; each shows its own keys. From anywhere by Ctrl K.',
    selector: '[data-tour="omnibox"]',
    side: 'below',
  },
  {
    title: 'Panels are documents',
    text: 'Drag tabs to split the window. Give an arrangement a name at the top right: a workspace comes back as you left it, also after a restart.',
    selector: 'main[aria-label="Panels"]',
    side: 'inside',
  },
  {
    title: 'Nothing is lost, nothing is written twice',
    text: 'Downloads and exports go on by themselves and survive a restart. What is written to a server waits in the outbox until it is there for certain.',
    selector: 'footer',
    side: 'above',
  },
];
