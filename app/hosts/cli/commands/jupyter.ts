import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { JupyterSettings } from '../../../contract/jupyter.ts';
import { nodeClock } from '../../../platform/node/node-clock.ts';
import { addCommand, type CommandContext, type CommonOptions, type Runner, withCore } from '../command-context.ts';
import { ownVersion } from '../own-version.ts';
import { portOption } from '../port-option.ts';
import { untilAborted } from '../until-aborted.ts';

interface JupyterOptions extends CommonOptions {
  port?: number;
  notebookDir?: string;
  basePath?: string;
  allowOrigin: string[];
  allowFolder: string[];
  openapi?: boolean;
}

export function addJupyterCommand(program: Command, runner: Runner): void {
  addCommand(program, 'jupyter')
    .option('--port <port>', 'port; any free one if not given', portOption)
    .option('--notebook-dir <dir>', 'folder of the notebooks; the current one if not given')
    .option('--base-path <path>', 'path that all addresses begin with, e.g. /user/ada/')
    .option('--allow-origin <origin>', 'a page of this origin may call with the token; repeatable', append, [])
    .option('--allow-folder <dir>', 'downloads may also go there; repeatable', append, [])
    .option('--openapi', 'print the OpenAPI description and end')
    .action(async (options: JupyterOptions) => {
      const settings = settingsOf(options);
      if (options.openapi === true) await printDescription(runner, settings);
      else await withCore(runner, options, (context) => serve(context, settings));
    });
}

function append(value: string, before: string[]): string[] {
  return [...before, value];
}

function settingsOf({ port, notebookDir, basePath, allowOrigin, allowFolder }: JupyterOptions): JupyterSettings {
  const parsed = JupyterSettings.safeParse({
    ...(port === undefined ? {} : { port }),
    ...(basePath === undefined ? {} : { basePath }),
    ...{ notebookFolder: resolve(notebookDir ?? '.'), allowedOrigins: allowOrigin },
    allowedFolders: allowFolder.map((folder) => resolve(folder)),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = issue?.path[0] === 'basePath' ? '--base-path' : '--allow-origin';
  throw new AppError('invalid-input', `${option} is not as it should be.`, { remedy: issue?.message ?? 'See --help.' });
}

async function printDescription({ terminal }: Runner, { basePath }: JupyterSettings): Promise<void> {
  const [{ describeApi }, { routes }] = await Promise.all([
    import('../../jupyter/open-api.ts'),
    import('../../jupyter/routes.ts'),
  ]);
  const address = basePath === '/' ? '/' : basePath.replace(/\/$/, '');
  terminal.data(JSON.stringify(describeApi(routes, { version: ownVersion(), address }), null, 2));
}

async function serve({ core, terminal, signal, print }: CommandContext, settings: JupyterSettings): Promise<void> {
  // Loaded late: the other commands need no host.
  const [{ startJupyterHost }, { importForeignConnections }] = await Promise.all([
    import('../../jupyter/jupyter-host.ts'),
    import('../../jupyter/foreign-connections.ts'),
  ]);
  const { client, log } = core;
  const sources = { env: process.env, homeFolder: homedir(), system: process.platform };
  const { warnings, unsaidCertificates } = await importForeignConnections(client, sources);
  for (const warning of warnings) terminal.talk(warning);
  for (const { connectionName, origin } of unsaidCertificates)
    terminal.talk(
      `${connectionName}: ${origin} does not say whether certificates are checked, so they are. Write verify_certificates into it.`,
    );
  const { version } = await client.call('app.info', {}, { signal });
  const host = await startJupyterHost({
    ...{ client, version, clock: nodeClock, log: log.child({ part: 'jupyter' }) },
    ...{ port: settings.port, basePath: settings.basePath, notebookFolder: settings.notebookFolder ?? '.' },
    allowedOrigins: () => settings.allowedOrigins,
    allowedFolders: () => settings.allowedFolders,
    onCall: () => undefined,
    onRefusedFolder: (folder) => terminal.talk(`A download into ${folder} was refused. Allow it with --allow-folder.`),
  });
  try {
    const { address: url, token } = host;
    print({ url, token }, () => `${url}\nToken: ${token}`);
    terminal.talk('Press Ctrl-C to end.');
    await untilAborted(signal);
  } finally {
    await host.close();
  }
}
