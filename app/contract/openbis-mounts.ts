import { z } from 'zod';
import { ConnectionId } from './common.ts';
import { command, query } from './entry.ts';

/** `stale`: mounted, but the server behind it does not answer. */
export const MountState = z.enum(['mounted', 'stale', 'not-mounted']);
export type MountState = z.infer<typeof MountState>;

/** The files of a server as a folder of this computer, read only. */
export const OpenbisMount = z.object({
  connectionId: ConnectionId,
  /** Absolute; where it is not mounted, the folder that would be taken if none is named. */
  mountpoint: z.string(),
  state: MountState,
  /** Quarry has made it; another one is shown and left alone. */
  isOurs: z.boolean(),
  /** Such as `ada@openbis.example:/`; null while nothing is mounted. */
  source: z.string().nullable(),
});
export type OpenbisMount = z.infer<typeof OpenbisMount>;

export const openbisMountsContract = {
  'openbis.mounts.list': query({
    title: 'List mounts',
    description: 'Whether and where the files of each openBIS connection are mounted, also by other programs',
    input: z.object({ connectionId: ConnectionId.exactOptional().describe('Only this one') }),
    output: z.object({
      /** Why nothing can be mounted on this computer, and what helps; null if it can. */
      obstacle: z.object({ message: z.string(), remedy: z.string().nullable() }).nullable(),
      /** Of each connection at least one; those made by other programs come after ours. */
      mounts: z.array(OpenbisMount),
    }),
    errors: ['not-found', 'storage'],
  }),
  'openbis.mounts.mount': command({
    title: 'Mount files',
    description: 'Mounts the files of an openBIS server as a folder of this computer, by SSHFS, read only',
    input: z.object({
      connectionId: ConnectionId,
      folder: z.string().trim().min(1).nullable().default(null).describe('Absolute, empty or new; default: ~/HOST'),
      port: z.number().int().min(1).max(65_535).default(2222).describe("Of the server's SFTP"),
    }),
    output: OpenbisMount,
    stale: ['openbis.mounts.*'],
    // unsupported: this system, or no sshfs; conflict: the folder; auth-required: the login; forbidden: another host key.
    errors: [
      'not-found',
      'unsupported',
      'conflict',
      'auth-required',
      'forbidden',
      'network',
      'timeout',
      'remote-failed',
    ],
  }),
  'openbis.mounts.unmount': command({
    title: 'Unmount files',
    description: 'Ends a mount that Quarry has made; others are left alone',
    input: z.object({
      connectionId: ConnectionId,
      force: z.boolean().default(false).describe('Also while programs have files open there'),
    }),
    output: OpenbisMount,
    stale: ['openbis.mounts.*'],
    errors: ['not-found', 'unsupported', 'conflict'],
  }),
};
