import type { Database } from 'better-sqlite3';
import type { ConnectionRow, UndoRow } from './rows.ts';
import type { StoreApi } from './store-api.ts';

interface ConnectionSqlRow {
  id: string;
  kind: ConnectionRow['kind'];
  name: string;
  url: string;
  user: string;
  options: string;
  is_demo: number;
}

export function connectionTable(
  database: Database,
): Pick<StoreApi, 'listConnections' | 'getConnection' | 'putConnection' | 'removeConnection'> {
  const list = database.prepare<[], ConnectionSqlRow>('SELECT * FROM connections ORDER BY name');
  const get = database.prepare<[string], ConnectionSqlRow>('SELECT * FROM connections WHERE id = ?');
  const put = database.prepare(
    `INSERT INTO connections (id, kind, name, url, user, options, is_demo) VALUES (@id, @kind, @name, @url, @user, @options, @isDemo)
     ON CONFLICT (id) DO UPDATE SET name = @name, url = @url, user = @user, options = @options, is_demo = @isDemo`,
  );
  const remove = database.prepare('DELETE FROM connections WHERE id = ?');
  const fromSql = ({ is_demo, options, ...row }: ConnectionSqlRow): ConnectionRow => ({
    ...row,
    options: JSON.parse(options),
    isDemo: is_demo === 1,
  });
  return {
    listConnections: () => list.all().map(fromSql),
    getConnection: (id) => {
      const row = get.get(id);
      return row === undefined ? undefined : fromSql(row);
    },
    putConnection: (row) => {
      put.run({ ...row, options: JSON.stringify(row.options), isDemo: row.isDemo ? 1 : 0 });
    },
    removeConnection: (id) => {
      remove.run(id);
    },
  };
}

export function settingTable(database: Database): Pick<StoreApi, 'getSetting' | 'putSetting'> {
  const get = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?');
  const put = database.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    getSetting: (key) => {
      const row = get.get(key);
      return row === undefined ? undefined : JSON.parse(row.value);
    },
    putSetting: (key, value) => {
      put.run(key, JSON.stringify(value));
    },
  };
}

interface UndoSqlRow {
  id: string;
  connection_id: string;
  payload: string;
  created_ms: number;
}

export function undoTable(database: Database): Pick<StoreApi, 'listUndo' | 'addUndo' | 'removeUndo'> {
  const list = database.prepare<[string], UndoSqlRow>(
    'SELECT * FROM undo_entries WHERE connection_id = ? ORDER BY created_ms, rowid',
  );
  const add = database.prepare('INSERT INTO undo_entries (id, connection_id, payload, created_ms) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM undo_entries WHERE id = ?');
  return {
    listUndo: (connectionId) =>
      list.all(connectionId).map(
        (row): UndoRow => ({
          id: row.id,
          connectionId: row.connection_id,
          payload: JSON.parse(row.payload),
          createdMs: row.created_ms,
        }),
      ),
    addUndo: (row) => {
      add.run(row.id, row.connectionId, JSON.stringify(row.payload), row.createdMs);
    },
    removeUndo: (id) => {
      remove.run(id);
    },
  };
}
