import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';
import type { Log } from '../platform.ts';

const keptFiles = 5;
const maxBytes = 10 * 1024 * 1024;
const secretKeys = [
  'password',
  'token',
  'cookie',
  'authorization',
  'secret',
  'set-cookie',
  'x-csrftoken',
  'sessionid',
  'csrftoken',
];

export interface LogFile {
  log: Log;
  path: string;
  close(): void;
}

/** JSON lines in `quarry.log`; older files are quarry.1.log to quarry.4.log. Rotates at start when the file has grown. */
export function openLog(folder: string): LogFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'quarry.log');
  if (existsSync(path) && statSync(path).size > maxBytes) rotate(folder);
  const file = destination({ dest: path, sync: true, mode: 0o600 });
  const paths = secretKeys.flatMap((key) =>
    [key, `*.${key}`, `*.*.${key}`].map((where) =>
      where.replace(/[^.*]*-[^.*]*$/, (name) => `["${name}"]`).replace('.[', '['),
    ),
  );
  const logger = pino(
    { level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[removed]' } },
    file,
  );
  return { log: wrap(logger), path, close: () => file.end() };
}

function wrap(logger: Logger): Log {
  return {
    debug: (fields, text) => logger.debug(fields, text),
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
    child: (fields) => wrap(logger.child(fields)),
  };
}

function rotate(folder: string): void {
  const name = (index: number): string => join(folder, index === 0 ? 'quarry.log' : `quarry.${index}.log`);
  rmSync(name(keptFiles - 1), { force: true });
  for (let index = keptFiles - 2; index >= 0; index--)
    if (existsSync(name(index))) renameSync(name(index), name(index + 1));
}
