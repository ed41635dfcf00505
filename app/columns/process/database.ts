import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { AppError } from '../../contract/app-error.ts';
import { quoteText } from './quote.ts';

export interface DatabaseSettings {
  memoryLimitMb: number;
  spillLimitMb: number;
  threads: number;
  spillFolder: string;
  /** All that the database may touch; nothing else can be read or written, not even by a wrong statement of ours. */
  allowed: { folders: readonly string[] } | { files: readonly string[] };
}

export type BoundValue = number | bigint | string | boolean;

/** A statement with the values of its parameters. */
export interface Statement {
  sql: string;
  values?: readonly BoundValue[];
}

/** How often an interrupt is repeated: one that comes before the statement has begun is lost. */
const interruptEveryMs = 20;

/** A database in memory that is shut in before the first statement with data. */
export class Database {
  private readonly instance: DuckDBInstance;
  private readonly free: DuckDBConnection[] = [];

  private constructor(instance: DuckDBInstance) {
    this.instance = instance;
  }

  static async open(settings: DatabaseSettings, beforeLock: readonly string[] = []): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(settings.threads),
      memory_limit: `${settings.memoryLimitMb}MB`,
    });
    const connection = await instance.connect();
    for (const statement of [...confinement(settings), ...beforeLock, 'SET enable_external_access = false', lock])
      await connection.run(statement);
    const database = new Database(instance);
    database.free.push(connection);
    return database;
  }

  /** A connection that no session shares, for what goes on between calls. Whoever asked for it closes it. */
  connect(): Promise<DuckDBConnection> {
    return this.instance.connect();
  }

  /** Statements of `work` share a connection; when the signal is aborted the one that runs is interrupted. */
  async session<R>(signal: AbortSignal, work: (session: Session) => Promise<R>): Promise<R> {
    signal.throwIfAborted();
    const connection = this.free.pop() ?? (await this.connect());
    let timer: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      connection.interrupt();
      timer = setInterval(() => connection.interrupt(), interruptEveryMs);
    };
    signal.addEventListener('abort', interrupt);
    try {
      return await work(new Session(connection, signal));
    } finally {
      signal.removeEventListener('abort', interrupt);
      clearInterval(timer);
      // An interrupted connection may hold an unfinished stream.
      if (signal.aborted) connection.closeSync();
      else this.free.push(connection);
    }
  }
}

const lock = 'SET lock_configuration = true';

/** The limit of the spill folder counts only when it is set after the folder, not among the options. */
function confinement({ spillFolder, spillLimitMb, allowed }: DatabaseSettings): string[] {
  const list = (paths: readonly string[]): string => `[${paths.map(quoteText).join(', ')}]`;
  return [
    'folders' in allowed
      ? `SET allowed_directories = ${list(allowed.folders)}`
      : `SET allowed_paths = ${list(allowed.files)}`,
    `SET temp_directory = ${quoteText(spillFolder)}`,
    `SET max_temp_directory_size = '${spillLimitMb}MB'`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
  ];
}

/** Statements on one connection, one after the other. */
export class Session {
  readonly connection: DuckDBConnection;
  readonly signal: AbortSignal;

  constructor(connection: DuckDBConnection, signal: AbortSignal) {
    this.connection = connection;
    this.signal = signal;
  }

  async run({ sql, values = [] }: Statement): Promise<DuckDBMaterializedResult> {
    this.signal.throwIfAborted();
    return this.connection.run(sql, [...values], values.map(typeOf));
  }

  /** All cells by row; for small answers. */
  async rows(statement: Statement): Promise<DuckDBValue[][]> {
    const result = await this.run(statement);
    return result.getRows();
  }

  async chunks(statement: Statement): Promise<DuckDBDataChunk[]> {
    const result = await this.run(statement);
    return result.fetchAllChunks();
  }

  /**
   * Chunk by chunk, without the whole answer in memory. A stream that was interrupted looks like one that has ended,
   * so the rows are counted.
   * @param rows How many there must be.
   */
  async *stream({ sql, values = [] }: Statement, rows: number): AsyncGenerator<DuckDBDataChunk> {
    this.signal.throwIfAborted();
    const result = await this.connection.stream(sql, [...values], values.map(typeOf));
    let seen = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      this.signal.throwIfAborted();
      if (chunk === null || chunk.rowCount === 0) break;
      seen += chunk.rowCount;
      yield chunk;
    }
    if (seen !== rows)
      throw new AppError('storage', `A table gave ${seen} of ${rows} rows.`, {
        remedy: 'Try again.',
        retryable: true,
      });
  }

  async one(statement: Statement): Promise<DuckDBValue> {
    const [[value = null] = []] = await this.rows(statement);
    return value;
  }
}

/** The library takes whole numbers for 64-bit integers, and fails for larger ones. */
function typeOf(value: BoundValue): DuckDBType {
  switch (typeof value) {
    case 'number':
      return DOUBLE;
    case 'bigint':
      return BIGINT;
    case 'boolean':
      return BOOLEAN;
    default:
      return VARCHAR;
  }
}
