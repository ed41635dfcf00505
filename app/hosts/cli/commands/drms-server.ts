import type { Command } from 'commander';
import { addCommand, type CommandContext, type CommonOptions, type Runner, withCore } from '../command-context.ts';

export interface ServerOptions extends CommonOptions {
  server: string;
}

/** A command that asks one server. */
export function addServerCommand(parent: Command, usage: string): Command {
  return addCommand(parent, usage).option('--server <name>', 'server by name, id or address', 'jsoc');
}

export type ServerContext = CommandContext & { serverId: string };

/** The demo listens only while something runs it: here, for the time of the command. */
export async function withServer(
  runner: Runner,
  options: ServerOptions,
  work: (context: ServerContext) => Promise<void>,
): Promise<void> {
  await withCore(runner, options, async (context) => {
    if (options.server === 'demo') await context.core.client.call('app.demo.start', {}, { signal: context.signal });
    await work({ ...context, serverId: options.server });
  });
}
