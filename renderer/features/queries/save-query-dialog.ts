import { loadedLater } from '../../ui/loaded-later.tsx';

/** Asks under which name a question is saved, and when it is asked again. */
export const SaveQueryDialog = loadedLater(async () => (await import('./save-query-form.tsx')).SaveQueryDialog);
