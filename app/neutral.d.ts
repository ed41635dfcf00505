/** What Node and the browser share, for the folders that must run in both. */
interface AbortSignalEventMap {
  abort: unknown;
}
