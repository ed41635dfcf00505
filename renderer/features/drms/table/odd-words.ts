/** What a cell says that is neither a value nor missing. */
export const oddWords: Readonly<Record<string, string>> = {
  'invalid-key': 'no such name',
  'invalid-link': 'link leads nowhere',
  offline: 'offline',
  absent: 'not sent',
};
