import { fork } from 'node:child_process';
import type { FromProcess, ToProcess } from './messages.ts';

/** One running column process as the core sees it. */
export interface ProcessChannel {
  /** For measurements; undefined if it could not be started. */
  pid: number | undefined;
  /** Does nothing if the process has ended: its exit is reported on its own. */
  send(message: ToProcess): void;
  onMessage(listener: (message: FromProcess) => void): void;
  /** Lines that the process, or a library in it, writes to its output. */
  onOutput(listener: (line: string) => void): void;
  /** Called once; `how` says with which code or signal. */
  onExit(listener: (how: string) => void): void;
  /** Whether the process keeps the core alive. */
  hold(isHeld: boolean): void;
  kill(): void;
}

/** Starts a column process. A host in which Node's own `fork` does not work gives another function. */
export type StartProcess = (script: URL) => ProcessChannel;

/** The process sees none of the core's environment but what its system asks for. */
const passedVariables = ['PATH', 'SystemRoot', 'windir', 'TMPDIR', 'TEMP', 'TMP', 'NODE_COMPILE_CACHE'];

export const forkProcess: StartProcess = (script) => {
  const child = fork(script, {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--max-old-space-size=256', '--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'],
    env: Object.fromEntries(passedVariables.flatMap((name) => [[name, process.env[name]]])),
    windowsHide: true,
  });
  const exit = Promise.withResolvers<string>();
  child.once('error', (error) => exit.resolve(error.message));
  child.once('exit', (code, signal) => exit.resolve(signal ?? `code ${code}`));
  return {
    pid: child.pid,
    send: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromProcess)),
    onOutput: (listener) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          for (const line of text.split('\n')) if (line.trim() !== '') listener(line.slice(0, 500));
        });
    },
    onExit: (listener) => void exit.promise.then(listener),
    hold: (isHeld) => {
      if (isHeld) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
