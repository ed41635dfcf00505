import { Argument, type Command } from 'commander';
import { nameCommand, type Runner } from '../command-context.ts';
import { commandWords } from '../completion/command-words.ts';
import { completionScript, type Shell, shells } from '../completion/scripts.ts';

export function addCompletionCommand(program: Command, { terminal }: Runner): void {
  nameCommand(program, 'completion')
    .addArgument(new Argument('<shell>', 'which one').choices(shells))
    .action((shell: Shell) => terminal.data(completionScript(shell, commandWords(program)).trimEnd()));
}
