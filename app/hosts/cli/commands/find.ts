import { type Command, Option } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { FoundKind, type Hit, type SearchAnswer } from '../../../contract/find.ts';
import { addCommand, type CommonOptions, findConnection, type Runner, withCore } from '../command-context.ts';
import { integerOption } from '../number-options.ts';
import { textTable } from '../text-table.ts';

interface FindOptions extends CommonOptions {
  kind?: FoundKind[];
  connection?: string;
  limit?: number;
}

/** Search over everything that is kept here; no server is asked. */
export function addFindCommand(program: Command, runner: Runner): void {
  addCommand(program, 'find <words...>')
    .addOption(new Option('--kind <kinds...>', 'only these').choices(FoundKind.options))
    .option('-c, --connection <name>', 'only of this connection, by name or id')
    .option('--limit <n>', 'most hits wanted; default 50', integerOption)
    .action((words: string[], options: FindOptions) =>
      withCore(runner, options, async (context) => {
        const { core, signal, print, terminal } = context;
        const source = options.connection === undefined ? undefined : await findConnection(context, options.connection);
        const answer = await core.client.call(
          'find.search',
          {
            ...{ text: words.join(' '), kinds: options.kind ?? [], complete: true },
            ...(source === undefined ? {} : { sources: [source.id] }),
            ...(options.limit === undefined ? {} : { limit: checkedLimit(options.limit) }),
          },
          { signal },
        );
        print(answer, () => answerText(answer));
        for (const { typed, words: known } of answer.readAs)
          terminal.talk(`Nothing begins with ${typed}; read as ${known.join(', ')}.`);
        if (answer.total > answer.hits.length || answer.isMore)
          terminal.talk(`${answer.hits.length} of ${countText(answer)}; give --limit to see more.`);
      }),
    );
}

function checkedLimit(limit: number): number {
  if (limit >= 1 && limit <= 500) return limit;
  throw new AppError('invalid-input', `${limit} hits cannot be shown.`, { remedy: 'Give --limit from 1 to 500.' });
}

function countText({ total, isMore }: SearchAnswer): string {
  return isMore ? `more than ${total}` : String(total);
}

function answerText({ hits }: SearchAnswer): string {
  if (hits.length === 0) return 'Nothing that is kept here fits.';
  return textTable(
    ['Kind', 'Name', 'Where', 'Found in', 'Source', 'As of'],
    hits.map((hit) => [hit.kind, hit.title, hit.detail, hit.excerpt?.text ?? '', hit.source.name, asOf(hit)]),
  );
}

function asOf({ asOfUtc }: Hit): string {
  return asOfUtc.slice(0, 16).replace('T', ' ');
}
