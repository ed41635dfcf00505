import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { createDemoStarter } from '../../../demo/demo-starter.ts';
import { createNodePlatform } from '../../../platform/node/node-platform.ts';
import { createJupyterStarter } from '../../jupyter/jupyter-starter.ts';
import { removeRuntimeFile, writeRuntimeFile } from '../../web/runtime-file.ts';
import { addCommand, type CommonOptions, type Runner } from '../command-context.ts';
import { portOption } from '../port-option.ts';
import { projectRoot } from '../project-root.ts';
import { untilAborted } from '../until-aborted.ts';

interface ServeOptions extends CommonOptions {
  port?: number;
  open?: boolean;
}

export function addServeCommand(program: Command, runner: Runner): void {
  addCommand(program, 'serve')
    .option('--port <port>', 'port; any free one if not given', portOption)
    .option('--open', 'open the browser')
    .action((options: ServeOptions) => serve(runner, options));
}

async function serve({ terminal, signal }: Runner, options: ServeOptions): Promise<void> {
  // Loading would grow the space for young objects to 32 MB, which an idle host then keeps.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Loaded late: the other commands need no host.
  const [{ createApp }, { startWebHost }] = await Promise.all([
    import('../../../app.ts'),
    import('../../web/web-host.ts'),
  ]);
  const platform = await createNodePlatform(options.home === undefined ? {} : { home: options.home });
  const { home } = platform.paths;
  const demo = createDemoStarter(home);
  const app = await createApp(platform, { demo, jupyter: createJupyterStarter(), schedules: true });
  try {
    const host = await startWebHost(app, {
      pageFolder: join(projectRoot(), 'dist', 'renderer'),
      clock: platform.clock,
      log: platform.log.child({ part: 'web' }),
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    try {
      const origin = new URL(host.address).origin;
      writeRuntimeFile(home, { address: origin, token: host.token, pid: process.pid });
      const opened = { address: host.address, origin, token: host.token, pid: process.pid, home };
      terminal.data(options.json === true ? JSON.stringify(opened) : host.address);
      if (platform.secrets.where === 'memory') {
        terminal.talk('No key store on this computer: passwords stay in memory until Quarry ends.');
      }
      terminal.talk('Press Ctrl-C to end.');
      setFlagsFromString('--semi-space-growth-factor=2');
      if (options.open === true) await platform.openUrl(host.address);
      await untilAborted(signal);
    } finally {
      removeRuntimeFile(home, process.pid);
      await host.close();
    }
  } finally {
    await app.close();
  }
}
