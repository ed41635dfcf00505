import { randomUUID } from 'node:crypto';
import { AppError, isAppError, type JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { Workspace } from '../contract/workspaces.ts';
import type { WorkspaceRow } from '../store/rows.ts';

type WorkspaceHandlers = {
  [Name in keyof Handlers as Name extends `workspaces.${string}` ? Name : never]: Handlers[Name];
};

export interface WorkspacesParts {
  rows: {
    listWorkspaces(): Promise<WorkspaceRow[]>;
    putWorkspace(row: WorkspaceRow): Promise<void>;
    removeWorkspace(id: string): Promise<boolean>;
  };
  nowMs(): number;
}

export function createWorkspacesHandlers({ rows, nowMs }: WorkspacesParts): WorkspaceHandlers {
  return {
    'workspaces.list': async () => (await rows.listWorkspaces()).map(factsOf),
    'workspaces.get': async ({ id }) => {
      const row = (await rows.listWorkspaces()).find((one) => one.id === id);
      if (row === undefined) throw gone();
      return { ...factsOf(row), layout: row.layout };
    },
    'workspaces.save': async ({ id = randomUUID(), name, layout }) => {
      // The schema takes JSON only.
      const row: WorkspaceRow = { id, name, layout: layout as JsonValue, savedMs: nowMs() };
      try {
        await rows.putWorkspace(row);
      } catch (error) {
        if (!isAppError(error, 'conflict')) throw error;
        throw new AppError('conflict', `Another workspace is named ${name}.`, {
          remedy: 'Choose another name.',
          cause: error,
        });
      }
      return factsOf(row);
    },
    'workspaces.remove': async ({ id }) => {
      if (!(await rows.removeWorkspace(id))) throw gone();
      return {};
    },
  };
}

function factsOf({ id, name, savedMs }: WorkspaceRow): Workspace {
  return { id, name, savedUtc: new Date(savedMs).toISOString() };
}

function gone(): AppError {
  return new AppError('not-found', 'The workspace is not there any more.', { remedy: 'Look at the list again.' });
}
