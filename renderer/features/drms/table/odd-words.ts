/** What a cell says that is neither a value nor missing. */
export const oddWords: Readonly<Record<string, string>> = {
  'invalid-key': 'no such name',
  'invalid-link': 'link leads nowhere',
  offline: 'offline',
  absent: 'not sent',
  'no-process': 'no process',
  'no-field': 'not in the process',
  unreadable: 'sample not readable',
  'not-computed': 'no real number',
};
