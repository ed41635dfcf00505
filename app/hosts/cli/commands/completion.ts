import { Argument, type Command } from 'commander';
import type { Runner } from '../command-context.ts';
import { commandWords } from '../completion/command-words.ts';
import { completionScript, type Shell, shells } from '../completion/scripts.ts';

export function addCompletionCommand(program: Command, { terminal }: Runner): void {
  program
    .command('completion')
    .description('Prints a script by which a shell completes commands and options, to be sourced at its start')
    .addArgument(new Argument('<shell>', 'which one').choices(shells))
    .action((shell: Shell) => terminal.data(completionScript(shell, commandWords(program)).trimEnd()));
}
