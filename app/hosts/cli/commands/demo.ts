import { join } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { createNodePlatform } from '../../../platform/node/node-platform.ts';
import { addCommand, type CommonOptions, type Runner } from '../command-context.ts';
import { portOption } from '../port-option.ts';
import { textTable } from '../text-table.ts';
import { untilAborted } from '../until-aborted.ts';

interface DemoCommandOptions extends CommonOptions {
  mode?: string;
  port?: number;
}

/** Servers only; they end with the command. */
export function addDemoCommand(program: Command, runner: Runner): void {
  addCommand(program, 'demo')
    .option('--mode <mode>', 'answers as JuliaBase with A or B (the default) gives them')
    .option('--port <port>', 'port of the JuliaBase server; any free one if not given', portOption)
    .action((options: DemoCommandOptions) => runDemo(runner, options));
}

async function runDemo({ terminal, signal }: Runner, options: DemoCommandOptions): Promise<void> {
  const { mode = 'B', port } = options;
  if (mode !== 'A' && mode !== 'B') {
    throw new AppError('invalid-input', `There is no mode ${JSON.stringify(mode)}.`, { remedy: 'Give A or B.' });
  }
  const { startDemoDrms, startDemoJuliaBase, startDemoOpenbis } = await import('../../../demo/index.ts');
  const { paths } = await createNodePlatform(options.home === undefined ? {} : { home: options.home });
  const files = join(paths.home, 'demo', 'files');
  const server = await startDemoJuliaBase({ filesFolder: files, mode, ...(port === undefined ? {} : { port }) });
  const [drms, openbis] = await Promise.all([startDemoDrms(), startDemoOpenbis()]);
  try {
    const { url, users, series } = server;
    const humanText = [
      `JuliaBase at ${url}`,
      `DRMS at ${drms.url} (programs below ${drms.cgiUrl}; ${drms.url} as --server)`,
      `openBIS at ${openbis.url} (${openbis.users.map((one) => `${one.user}/${one.password}`).join(', ')})`,
      `Raw data files in ${files}`,
      '',
      textTable(
        ['User', 'Password', 'Note'],
        users.map((one) => [one.user, one.password, one.note]),
      ),
      '',
      `Series: ${series.join(' · ')}`,
    ].join('\n');
    terminal.data(
      options.json === true
        ? JSON.stringify({
            juliabase: { url, users, series },
            drms: { url: drms.url },
            openbis: { url: openbis.url, users: openbis.users },
            files,
          })
        : humanText,
    );
    terminal.talk('Press Ctrl-C to end.');
    await untilAborted(signal);
  } finally {
    await Promise.all([server.close(), drms.close(), openbis.close()]);
  }
}
