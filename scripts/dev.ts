import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './root.ts';

/** Builds the page anew at each change and serves it; the host reads the list of files at its start. */
let host: ReturnType<typeof spawn> | undefined;
const restart = (): void => {
  host?.kill();
  const port = process.env.QUARRY_DEV_PORT ?? '4711';
  const quarry = join(root, 'app/hosts/cli/quarry.js');
  host = spawn(process.execPath, [quarry, 'serve', '--port', port, ...process.argv.slice(2)], { stdio: 'inherit' });
};
const watcher = await build({
  configFile: join(root, 'vite.config.ts'),
  mode: 'development',
  build: { watch: {}, minify: false },
});
if ('on' in watcher) {
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') restart();
  });
}
process.on('exit', () => host?.kill());
process.on('SIGINT', () => process.exit(130));
