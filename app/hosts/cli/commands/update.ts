import type { Command } from 'commander';
import type { UpdateState } from '../../../contract/updates.ts';
import { addCommand, type CommonOptions, type Runner, withCore } from '../command-context.ts';

/** New versions; nothing is installed by it. */
export function addUpdateCommand(program: Command, runner: Runner): void {
  addCommand(program, 'update')
    .option('--feed <address>', 'address of the feed; that of the settings if not given')
    .action(({ feed, ...options }: CommonOptions & { feed?: string }) =>
      withCore(runner, options, async ({ core, signal, print }) => {
        const state = await core.client.call('updates.check', feed === undefined ? {} : { feed }, { signal });
        print(state, () => stateText(state));
      }),
    );
}

function stateText({ release, isNewer, ownVersion }: UpdateState): string {
  if (release === null) return `This is Quarry ${ownVersion}.`;
  return isNewer
    ? `Quarry ${release.version} is there, this is ${ownVersion}: ${release.page}`
    : `This is Quarry ${ownVersion}; the feed names ${release.version}, which is no newer one.`;
}
