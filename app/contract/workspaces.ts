import { z } from 'zod';
import { Nothing } from './common.ts';
import { command, query } from './entry.ts';

const WorkspaceName = z
  .string()
  .trim()
  .min(1, 'Give the workspace a name.')
  .max(80, 'A name has at most 80 characters.')
  .describe('Unlike all others, letter case aside');

/** An arrangement of panels under a name. */
export const Workspace = z.object({ id: z.string(), name: WorkspaceName, savedUtc: z.iso.datetime() });
export type Workspace = z.infer<typeof Workspace>;

const layout = z.json().describe('As the window wrote it');

export const workspacesContract = {
  'workspaces.list': query({
    title: 'List workspaces',
    description: 'Arrangements of panels that were given a name, by name',
    input: Nothing,
    output: z.array(Workspace),
  }),
  'workspaces.get': query({
    title: 'Read a workspace',
    description: 'One workspace with its panels',
    input: z.object({ id: z.string() }),
    output: Workspace.extend({ layout }),
    errors: ['not-found'],
  }),
  'workspaces.save': command({
    title: 'Save a workspace',
    description: 'Keeps an arrangement of panels under a name; with the id of a workspace that one is changed',
    input: z.object({ id: z.string().exactOptional(), name: WorkspaceName, layout }),
    output: Workspace,
    stale: ['workspaces.*'],
    errors: ['conflict'],
  }),
  'workspaces.remove': command({
    title: 'Remove a workspace',
    description: 'Forgets a workspace; its panels stay open, and saving it again with the same id undoes that',
    input: z.object({ id: z.string() }),
    output: Nothing,
    stale: ['workspaces.*'],
    errors: ['not-found'],
  }),
};
