import { t } from '../../../ui/language.ts';
/** What a cell says that is neither a value nor missing. */
export const oddWords: Readonly<Record<string, string>> = {
  'invalid-key': t('no such name'),
  'invalid-link': t('link leads nowhere'),
  offline: t('offline'),
  absent: t('not sent'),
  'no-process': t('no process'),
  'no-field': t('not in the process'),
  unreadable: t('sample not readable'),
  'not-computed': t('no real number'),
};
