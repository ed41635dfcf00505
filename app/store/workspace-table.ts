import type { Database } from 'better-sqlite3';
import type { WorkspaceRow } from './rows.ts';
import type { StoreApi } from './store-api.ts';

interface WorkspaceSqlRow {
  id: string;
  name: string;
  layout: string;
  saved_ms: number;
}

type WorkspaceCalls = Pick<StoreApi, 'listWorkspaces' | 'putWorkspace' | 'removeWorkspace'>;

export function workspaceTable(database: Database): WorkspaceCalls {
  const list = database.prepare<[], WorkspaceSqlRow>('SELECT * FROM workspaces ORDER BY name');
  const put = database.prepare(
    `INSERT INTO workspaces (id, name, layout, saved_ms) VALUES (@id, @name, @layout, @savedMs)
     ON CONFLICT (id) DO UPDATE SET name = @name, layout = @layout, saved_ms = @savedMs`,
  );
  const remove = database.prepare('DELETE FROM workspaces WHERE id = ?');
  return {
    listWorkspaces: () =>
      list.all().map(
        ({ id, name, layout, saved_ms }): WorkspaceRow => ({
          id,
          name,
          layout: JSON.parse(layout),
          savedMs: saved_ms,
        }),
      ),
    putWorkspace: (row) => {
      put.run({ ...row, layout: JSON.stringify(row.layout) });
    },
    removeWorkspace: (id) => remove.run(id).changes > 0,
  };
}
