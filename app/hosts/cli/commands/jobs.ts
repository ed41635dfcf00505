import type { Command } from 'commander';
import { addCommand, type CommonOptions, nameCommand, type Runner, withCore } from '../command-context.ts';
import { textTable } from '../text-table.ts';

export function addJobCommands(program: Command, runner: Runner): void {
  const jobs = nameCommand(program, 'jobs');

  addCommand(jobs, 'list').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const all = await core.client.call('jobs.list', {}, { signal });
      print(all, () => {
        if (all.length === 0) return 'No jobs.';
        const table = textTable(
          ['Id', 'Job', 'Status', 'Phase', 'Message'],
          all.map((one) => [
            one.id,
            one.title,
            one.status,
            one.phase,
            one.error?.message ?? one.question?.text ?? null,
          ]),
        );
        const choices = all.flatMap((one) =>
          (one.question?.choices ?? []).map(
            (choice) => `  quarry jobs answer ${one.id} ${choice.id}   ${choice.effect}`,
          ),
        );
        return choices.length === 0 ? table : `${table}\n\n${choices.join('\n')}`;
      });
    }),
  );

  for (const action of ['cancel', 'retry', 'pause', 'resume', 'remove'] as const) {
    addCommand(jobs, `${action} <id>`).action((id: string, options: CommonOptions) =>
      withCore(runner, options, async ({ core, signal, print }) => {
        await core.client.call(`jobs.${action}`, { id }, { signal });
        print({ id, done: action }, () => `Done: ${action} ${id}`);
      }),
    );
  }

  addCommand(jobs, 'answer <id> <choice>').action((id: string, choice: string, options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      await core.client.call('jobs.answer', { id, choice }, { signal });
      print({ id, choice }, () => `Answered ${choice}.`);
    }),
  );
}
