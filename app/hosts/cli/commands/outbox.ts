import type { Command } from 'commander';
import type { OutboxDetails, OutboxItem } from '../../../contract/outbox.ts';
import { addCommand, type CommonOptions, nameCommand, type Runner, withCore } from '../command-context.ts';
import { textTable } from '../text-table.ts';

const stateWords: Readonly<Record<OutboxItem['state'], string>> = {
  waiting: 'waiting',
  sending: 'sending',
  checking: 'checking whether it arrived',
  done: 'done',
  'needs-you': 'needs you',
  withdrawn: 'withdrawn',
};

export function addOutboxCommands(program: Command, runner: Runner): void {
  const outbox = nameCommand(program, 'outbox');

  addCommand(outbox, 'list').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const list = await core.client.call('outbox.list', { mostWaiting: 1000 }, { signal });
      print(list, () => {
        const items = [...list.open, ...list.ended];
        if (items.length === 0) return 'The outbox is empty.';
        const held = list.held ? 'Sending is held; `quarry outbox go-on` lets it go on.\n\n' : '';
        const table = textTable(
          ['Id', 'What', 'To', 'State', 'Why'],
          items.map((item) => [item.id, item.title, item.target, stateWords[item.state], item.reason ?? item.url]),
        );
        const choices = items.flatMap(choiceLines);
        const hidden = list.counts.waiting - list.open.filter(({ state }) => state === 'waiting').length;
        const more = hidden > 0 ? `\n${hidden} more are waiting.` : '';
        return `${held}${table}${more}${choices.length === 0 ? '' : `\n\n${choices.join('\n')}`}`;
      });
    }),
  );

  addCommand(outbox, 'show <id>').action((id: string, options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const details = await core.client.call('outbox.get', { id }, { signal });
      print(details, () => detailLines(details).join('\n'));
    }),
  );

  addCommand(outbox, 'answer <id> <choice>').action((id: string, choice: string, options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      await core.client.call('outbox.answer', { id, choice }, { signal });
      print({ id, choice }, () => `Answered ${choice}.`);
    }),
  );

  for (const action of ['withdraw', 'look'] as const) {
    addCommand(outbox, `${action} <id>`).action((id: string, options: CommonOptions) =>
      withCore(runner, options, async ({ core, signal, print }) => {
        await core.client.call(`outbox.${action}`, { id }, { signal });
        print({ id, done: action }, () => `Done: ${action} ${id}`);
      }),
    );
  }

  for (const [name, held] of [
    ['hold', true],
    ['go-on', false],
  ] as const) {
    addCommand(outbox, name).action((options: CommonOptions) =>
      withCore(runner, options, async ({ core, signal, print }) => {
        await core.client.call('outbox.hold', { held }, { signal });
        print({ held }, () => (held ? 'New sends are held.' : 'Sending goes on.'));
      }),
    );
  }
}

function choiceLines({ id, question }: OutboxItem): string[] {
  return (question?.choices ?? []).map((choice) => `  quarry outbox answer ${id} ${choice.id}   ${choice.effect}`);
}

function detailLines({ item, marker, history, files }: OutboxDetails): string[] {
  const facts: [string, string | null][] = [
    ['What', `${item.title} to ${item.target}`],
    ['State', stateWords[item.state]],
    ['Why', item.reason],
    ['Record', item.url ?? item.remoteId],
    ['Mark', marker === null ? null : `quarry:${marker}`],
    ['Files', files.length === 0 ? null : files.map(({ name, bytes }) => `${name} (${bytes} bytes)`).join(', ')],
    ['Notes', item.notes.length === 0 ? null : item.notes.join(' ')],
  ];
  return [
    ...facts.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(8)}${value}`])),
    '',
    ...history.map(({ atUtc, text, count }) => `${atUtc}  ${text}${count > 1 ? ` (${count} times)` : ''}`),
    ...choiceLines(item),
  ];
}
