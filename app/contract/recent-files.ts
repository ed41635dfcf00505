import { z } from 'zod';
import { Nothing } from './common.ts';
import { command, query } from './entry.ts';

const NotedFile = z.object({
  name: z.string().min(1).max(500),
  /** On the computer of the core; null where a browser has told the name only. */
  path: z.string().max(5000).nullable(),
  /** Panel that shows it; null for files that other programs read. */
  address: z.string().max(10_000).nullable(),
  how: z.enum(['opened', 'saved']),
});

const KeptFile = NotedFile.extend({
  /** The path, else the address. */
  id: z.string(),
  usedUtc: z.iso.datetime(),
});
export type KeptFile = z.infer<typeof KeptFile>;
export const KeptFiles = z.array(KeptFile);

const RecentFile = KeptFile.extend({
  /** There is nothing at the path any more, or its drive is not there. */
  isMissing: z.boolean(),
});
export type RecentFile = z.infer<typeof RecentFile>;

const stale = ['recent-files.list'];

export const recentFilesContract = {
  'recent-files.list': query({
    title: 'Recent files',
    description: 'Files that were opened or saved lately, the last one first',
    input: Nothing,
    output: z.array(RecentFile),
  }),
  'recent-files.note': command({
    title: 'Note a file',
    description: 'Puts a file that was opened or saved before the others',
    input: NotedFile.refine(({ path, address }) => path !== null || address !== null, {
      message: 'A file needs a path or an address by which it is found again.',
    }),
    output: Nothing,
    stale,
  }),
  'recent-files.remove': command({
    title: 'Forget recent files',
    description: 'Takes files off the list of recent ones, all without ids; the files themselves stay',
    input: z.object({ ids: z.array(z.string()).optional() }),
    output: z.object({ removed: KeptFiles }),
    stale,
  }),
  'recent-files.restore': command({
    title: 'Remember recent files again',
    description: 'Puts files back that were taken off the list',
    input: z.object({ files: KeptFiles.max(100) }),
    output: Nothing,
    stale,
  }),
};
