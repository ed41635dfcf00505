import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildTargets } from './build/targets.ts';
import { findElectron, firstMajorWithCore, sandboxArguments } from './find-electron.ts';
import { root } from './root.ts';

/** The desktop app where it can run, else the same app in the browser. */
const say = (line: string): void => console.error(line);
const given = process.argv.slice(2);

await buildTargets(root, ['renderer'], { say });
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const electron = hasDisplay ? findElectron({ mayDownload: true, say }) : undefined;

if (electron !== undefined && electron.major >= firstMajorWithCore) {
  await buildTargets(root, ['node', 'main', 'preload'], { say });
  const sandbox = sandboxArguments();
  if (sandbox.length > 0) say("You are root: Chromium's sandbox is off (--no-sandbox).");
  run(electron.path, [...sandbox, root, ...given]);
} else {
  say(reason());
  const open = hasDisplay ? ['--open'] : [];
  run(process.execPath, [join(root, 'app/hosts/cli/quarry.js'), 'serve', ...open, ...given]);
}

function reason(): string {
  if (!hasDisplay) return 'There is no display: Quarry serves itself at the address below.';
  if (electron === undefined) return 'No Electron binary can be had: Quarry opens in the browser instead.';
  return `Electron ${electron.version} cannot run the core: Quarry opens in the browser instead.`;
}

function run(program: string, args: string[]): void {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
