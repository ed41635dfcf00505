import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';
import type { Log } from '../platform.ts';
import { redactFields, redactText } from './redact.ts';

const keptFiles = 5;
/** All files together stay below 50 MiB. */
const maxBytes = 9 * 1024 * 1024;

export interface LogFile {
  log: Log;
  path: string;
  close(): void;
}

/** JSON lines in `quarry.log`; older files are quarry.1.log to quarry.4.log. Rotates when the file has grown. */
export function openLog(folder: string): LogFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'quarry.log');
  let bytes = existsSync(path) ? statSync(path).size : 0;
  const makeRoom = (): void => {
    if (bytes <= maxBytes) return;
    bytes = 0;
    rotate(folder);
  };
  makeRoom();
  // Written at once: the lines before a crash are those that matter.
  const file = destination({ dest: path, sync: true, mode: 0o600 });
  // A disk that is full must not end the core.
  file.on('error', () => undefined);
  file.on('write', (written: number) => {
    bytes += written;
    if (bytes <= maxBytes) return;
    makeRoom();
    file.reopen();
  });
  const logger = pino(
    {
      level: 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors come told already, with their causes apart.
      serializers: { err: (told: unknown) => told },
    },
    file,
  );
  return { log: wrap(logger), path, close: () => file.end() };
}

function wrap(logger: Logger): Log {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: Record<string, unknown>, text: string): void => {
      if (logger.isLevelEnabled(level)) logger[level](redactFields(fields), redactText(text));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(logger.child(redactFields(fields))),
  };
}

/** A file that cannot be moved away is written on. */
function rotate(folder: string): void {
  const name = (index: number): string => join(folder, index === 0 ? 'quarry.log' : `quarry.${index}.log`);
  try {
    rmSync(name(keptFiles - 1), { force: true });
    for (let index = keptFiles - 2; index >= 0; index--)
      if (existsSync(name(index))) renameSync(name(index), name(index + 1));
  } catch {
    // A log must not end the core.
  }
}
