import { Command, CommanderError } from 'commander';
import { AppError, toAppError } from '../../contract/app-error.ts';
import type { Runner } from './command-context.ts';
import { addCollectionCommands } from './commands/collection.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addConnectionCommands } from './commands/connections.ts';
import { addCrawlCommands } from './commands/crawl.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDrmsCommands } from './commands/drms.ts';
import { addFigureCommands } from './commands/figure.ts';
import { addFindCommand } from './commands/find.ts';
import { addJuliaBaseCommands } from './commands/jb.ts';
import { addJobCommands } from './commands/jobs.ts';
import { addJupyterCommand } from './commands/jupyter.ts';
import { addMineCommand } from './commands/mine.ts';
import { addOpenbisCommands } from './commands/openbis.ts';
import { addConnectionFileCommand } from './commands/openbis-conn.ts';
import { addOutboxCommands } from './commands/outbox.ts';
import { addPublishCommand } from './commands/publish.ts';
import { addQueryCommands } from './commands/queries.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSqlCommands } from './commands/sql.ts';
import { addUpdateCommand } from './commands/update.ts';
import { exitCode } from './exit-code.ts';
import { ownVersion } from './own-version.ts';
import type { Terminal } from './terminal.ts';

/** All commands, ready to take a line. */
export function createProgram(runner: Runner, json: boolean): Command {
  const program = new Command('quarry')
    .description('Mines lab databases: reads JuliaBase, draws figures from raw data files, attaches them as Results')
    .version(ownVersion())
    .option('--home <dir>', 'data folder (also QUARRY_HOME)')
    .option('--json', 'one line of JSON on stdout; failures as one line of JSON on stderr')
    .showHelpAfterError('Try --help.');
  addDemoCommand(program, runner);
  addServeCommand(program, runner);
  addConnectionCommands(program, runner);
  addJuliaBaseCommands(program, runner);
  addDrmsCommands(program, runner);
  addOpenbisCommands(program, runner);
  addFindCommand(program, runner);
  addMineCommand(program, runner);
  addSqlCommands(program, runner);
  addCollectionCommands(program, runner);
  addFigureCommands(program, runner);
  addPublishCommand(program, runner);
  addJobCommands(program, runner);
  addOutboxCommands(program, runner);
  addQueryCommands(program, runner);
  addCrawlCommands(program, runner);
  addConnectionFileCommand(program, runner);
  addJupyterCommand(program, runner);
  addUpdateCommand(program, runner);
  addCompletionCommand(program, runner);
  passDown(program, json);
  return program;
}

/** Runs one command line, without the program's name; answers with the exit code. Never rejects. */
export async function run(args: readonly string[], runner: Runner): Promise<number> {
  const json = args.includes('--json');
  try {
    await createProgram(runner, json).parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version are answers; everything else is a usage error that commander has written already.
      if (error.exitCode !== 0 && json) printError(runner.terminal, usageError(error), true);
      return error.exitCode === 0 ? 0 : exitCode['invalid-input'];
    }
    const appError = runner.signal.aborted ? new AppError('cancelled', 'Cancelled.') : withCause(toAppError(error));
    printError(runner.terminal, appError, json);
    return exitCode[appError.code];
  }
}

/** For an error of Quarry's own, what it was: the sentence alone would help nobody. */
function withCause(error: AppError): AppError {
  if (error.code !== 'internal' || error.cause === undefined) return error;
  const { retryable: _, ...data } = error.toData();
  return new AppError(error.code, `${error.message} (${String(error.cause)})`, data);
}

function usageError(error: CommanderError): AppError {
  return new AppError('invalid-input', error.message.replace(/^error: /, ''), { remedy: 'See --help.' });
}

function printError(terminal: Terminal, error: AppError, json: boolean): void {
  if (json) terminal.talk(JSON.stringify({ error: error.toData() }));
  else terminal.talk(`Quarry: ${[error.message, error.remedy].filter(Boolean).join(' ')}`);
}

/** Options of the program are seen by the commands below it, wherever they stand on the line. */
function passDown(program: Command, json: boolean): void {
  // With --json the failure is printed once, as one object.
  const writeErr = (text: string): void => {
    if (!json) process.stderr.write(text);
  };
  const visit = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr });
    command.hook('preAction', (_this, action) => {
      for (const [name, value] of Object.entries(program.opts())) {
        if (action.getOptionValue(name) === undefined) action.setOptionValue(name, value);
      }
    });
    for (const child of command.commands) visit(child);
  };
  visit(program);
}
