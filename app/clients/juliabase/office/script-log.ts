import { appendFileSync } from 'node:fs';
import { AppError } from '../../../contract/app-error.ts';
import { redactFields, redactText } from '../../../platform/node/redact.ts';
import type { Clock, Log } from '../../../platform/platform.ts';
import { systemClock } from '../../http/system-clock.ts';

export interface ScriptLogOptions {
  /** Lines are appended to it; default: no file. */
  file?: string;
  /** Writes the lines to the error output, too; default true. */
  console?: boolean;
  clock?: Clock;
}

type Level = 'debug' | 'info' | 'warn' | 'error';

const names: Readonly<Record<Level, string>> = {
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARNING',
  error: 'ERROR',
};

/**
 * The log of a set-up or crawler, in lines like `2027-03-05 13:20:00 INFO     started crawling`. A crawler whose lines
 * shall be seen on the server appends to the file of its class in the server's folder for crawler logs, and begins
 * each run with `startCrawling`. Secrets are left out.
 * @param options see ScriptLogOptions; can be given to `connect` as its `log`.
 * @throws AppError 'storage' if the file cannot be written.
 * @see protocol 8.4
 */
export function openScriptLog(options: ScriptLogOptions = {}): Log {
  const { file, console: toConsole = true, clock = systemClock } = options;
  if (file !== undefined) append(file, '');

  function logWith(context: Record<string, unknown>): Log {
    const write =
      (level: Level) =>
      (fields: Record<string, unknown>, text: string): void => {
        const line = lineOf(level, clock.nowMs(), redactFields({ ...context, ...fields }), redactText(text));
        if (toConsole) process.stderr.write(line);
        if (file !== undefined) append(file, line);
      };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => logWith({ ...context, ...fields }),
    };
  }

  return logWith({});
}

/** The line from which on the server shows a log. */
export function startCrawling(log: Log): void {
  log.info({}, 'started crawling');
}

function lineOf(level: Level, nowMs: number, fields: Record<string, unknown>, text: string): string {
  const more = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
  return `${localTime(nowMs)} ${names[level].padEnd(8)} ${text.replace(/\s*[\r\n]+\s*/g, ' ')}${more}\n`;
}

/** `YYYY-MM-DD HH:MM:SS` in the zone of this computer, as the server's viewer shows it. */
function localTime(nowMs: number): string {
  const time = new Date(nowMs);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

function append(file: string, line: string): void {
  try {
    appendFileSync(file, line, { mode: 0o600 });
  } catch (cause) {
    throw new AppError('storage', `The log file ${file} cannot be written.`, {
      remedy: 'Check the folder, its permissions and the space on the disk.',
      details: { file },
      cause,
    });
  }
}
