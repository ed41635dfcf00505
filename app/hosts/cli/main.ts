import { run } from './program.ts';
import { createTerminal } from './terminal.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for a clean end.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  });
}
// A reader such as `head` may leave before everything is written.
process.stdout.on('error', () => process.exit(0));

// The core's own timers keep no process alive; a command that waits for one must.
const waiting = setInterval(() => undefined, 60_000);
process.exitCode = await run(process.argv.slice(2), { terminal: createTerminal(), signal: interrupt.signal });
clearInterval(waiting);
