import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { CollectionExportResult, CollectionImportResult } from '../../../contract/collection-folders.ts';
import { type Collection, type CollectionHead, thingWords } from '../../../contract/collections.ts';
import type { ConnectionKind } from '../../../contract/connections.ts';
import type { Job } from '../../../contract/jobs.ts';
import {
  addCommand,
  type CommandContext,
  type CommonOptions,
  findConnection,
  givenPassword,
  nameCommand,
  type Runner,
  withCore,
} from '../command-context.ts';
import { endOfJob, errorOfJob } from '../follow-job.ts';
import { inMegabytes, textTable } from '../text-table.ts';
import { parseThing, thingForms } from '../thing-text.ts';

interface AddOptions extends CommonOptions {
  new?: boolean;
  connection?: string;
  server?: string;
  note?: string;
  tag?: string[];
}

interface ExportOptions extends CommonOptions {
  passwordStdin?: boolean;
}

interface ImportOptions extends CommonOptions {
  into?: string;
}

/** Lists of things of all systems. */
export function addCollectionCommands(program: Command, runner: Runner): void {
  const collection = nameCommand(program, 'collection');

  addCommand(collection, 'list').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const list = await core.client.call('collections.list', {}, { signal });
      print(list, () => listText(list));
    }),
  );

  addCommand(collection, 'show <collection>').action((wanted: string, options: CommonOptions) =>
    withCore(runner, options, async (context) => {
      const { id } = await findCollection(context, wanted);
      const found = await context.core.client.call('collections.open', { id }, { signal: context.signal });
      context.print(found, () => collectionText(found));
    }),
  );

  addCommand(collection, 'add <collection> <things...>')
    .option('--new', 'make the collection')
    .option('-c, --connection <name>', 'of JuliaBase and openBIS things; not needed if there is only one')
    .option('--server <id>', 'of DRMS things', 'jsoc')
    .option('--note <markdown>', 'note of the things that are added')
    .option('--tag <tag...>', 'tags of the things that are added')
    .addHelpText('after', `\nA thing is one of\n  ${thingForms.join('\n  ')}`)
    .action((wanted: string, things: string[], options: AddOptions) =>
      withCore(runner, options, (context) => addThings(context, wanted, things, options)),
    );

  addCommand(collection, 'undo').action((options: CommonOptions) =>
    withCore(runner, options, async ({ core, signal, print }) => {
      const step = await core.client.call('collections.undo', {}, { signal });
      print(step, () => `Undone: ${step.label}`);
    }),
  );

  addCommand(collection, 'export <collection> <folder>')
    .option('--password-stdin', 'read the password of the servers from the first line of stdin (also QUARRY_PASSWORD)')
    .action((wanted: string, folder: string, options: ExportOptions) =>
      withCore(runner, options, (context) => exportCollection(context, wanted, resolve(folder), options)),
    );

  addCommand(collection, 'import <folder>')
    .option('--into <collection>', 'put the things into this collection; all that is in it stays')
    .action((folder: string, options: ImportOptions) =>
      withCore(runner, options, (context) => importCollection(context, resolve(folder), options)),
    );
}

async function exportCollection(
  context: CommandContext,
  wanted: string,
  folder: string,
  options: ExportOptions,
): Promise<void> {
  const { core, signal, print } = context;
  const { id, name } = await findCollection(context, wanted);
  await signIn(context, id, options);
  const { jobId } = await core.client.call('collections.export', { id, folder }, { signal });
  const result = CollectionExportResult.parse(await resultOf(context, jobId, `Exporting ${name}`));
  print(result, () => {
    const missing =
      result.incomplete === 0 ? '' : ` Of ${result.incomplete} the data is missing in part; README.md says why.`;
    return `${name} is exported to ${result.folder}: ${result.files} files, ${inMegabytes(result.bytes)}.${missing}`;
  });
}

/** Things that are kept are exported without a login too. */
async function signIn({ core, signal, terminal }: CommandContext, id: string, options: ExportOptions): Promise<void> {
  const { items } = await core.client.call('collections.open', { id }, { signal });
  const ids = new Set(items.flatMap(({ thing }) => ('connectionId' in thing ? [thing.connectionId] : [])));
  const connections = (await core.client.call('connections.list', {}, { signal })).filter((one) => ids.has(one.id));
  if (
    connections.some(({ isDemo }) => isDemo) ||
    items.some(({ thing }) => 'serverId' in thing && thing.serverId === 'demo')
  )
    await core.client.call('app.demo.start', {}, { signal });
  const password = await givenPassword(terminal, options);
  if (password === undefined) return;
  for (const { id: connection, isDemo, state } of connections)
    if (!isDemo && state !== 'signed-in')
      await core.client.call('connections.login', { id: connection, password }, { signal });
}

async function importCollection(context: CommandContext, folder: string, options: ImportOptions): Promise<void> {
  const { core, signal, print } = context;
  const into = options.into === undefined ? null : (await findCollection(context, options.into)).id;
  const { jobId } = await core.client.call('collections.import', { folder, into }, { signal });
  const result = CollectionImportResult.parse(await resultOf(context, jobId, 'Importing'));
  print(result, () => addedText(result));
}

async function resultOf(context: CommandContext, jobId: string, doing: string): Promise<Job['result']> {
  const job = await endOfJob(context, jobId, doing);
  if (job.error !== null) throw errorOfJob(job.error);
  if (job.status !== 'succeeded') throw new AppError('cancelled', `${job.title} was cancelled.`);
  return job.result;
}

function addedText({ name, added, alreadyThere }: { name: string; added: number; alreadyThere: number }): string {
  const there = alreadyThere === 0 ? '' : ` ${alreadyThere} were there already.`;
  return `${added} ${added === 1 ? 'thing is' : 'things are'} added to ${name}.${there}`;
}

async function addThings(
  context: CommandContext,
  wanted: string,
  texts: readonly string[],
  options: AddOptions,
): Promise<void> {
  const { core, signal, print } = context;
  // The demo is known only while it runs.
  if (options.server === 'demo') await core.client.call('app.demo.start', {}, { signal });
  const places = {
    connectionId: async (kind: ConnectionKind) => (await findConnection(context, options.connection, kind)).id,
    serverId: options.server ?? 'jsoc',
  };
  const things = await Promise.all(
    texts.map(async (text) => ({
      thing: await parseThing(text, places),
      note: options.note ?? '',
      tags: options.tag ?? [],
    })),
  );
  const { id, name } =
    options.new === true
      ? { name: wanted, ...(await core.client.call('collections.create', { name: wanted }, { signal })) }
      : await findCollection(context, wanted);
  const { added, alreadyThere } = await core.client.call('collections.items.add', { id, things }, { signal });
  print({ id, added, alreadyThere }, () => addedText({ name, added, alreadyThere }));
}

/** By id, or by name in any case. */
async function findCollection({ core, signal }: CommandContext, wanted: string): Promise<CollectionHead> {
  const all = await core.client.call('collections.list', {}, { signal });
  const found = all.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new AppError('not-found', `There is no collection ${JSON.stringify(wanted)}.`, {
    remedy:
      all.length === 0
        ? 'Make one with `quarry collection add --new NAME THING`.'
        : `Choose among ${all.map(({ name }) => name).join(', ')}.`,
  });
}

function listText(list: readonly CollectionHead[]): string {
  if (list.length === 0) return 'No collections yet: `quarry collection add --new NAME THING` makes one.';
  return textTable(
    ['Name', 'Things', 'Tags', 'Changed', 'Id'],
    list.map(({ name, count, tags, changedUtc, id }) => [name, count, tags.join(', '), changedUtc, id]),
  );
}

function collectionText({ name, notes, items }: Collection): string {
  const table = textTable(
    ['Kind', 'Thing', 'From', 'As of', 'Tags', 'Note'],
    items.map((item) => [
      thingWords[item.thing.kind][0],
      item.title,
      item.origin.name,
      item.asOfUtc,
      item.tags.join(', '),
      item.problem ?? item.note,
    ]),
  );
  return [name, ...(notes === '' ? [] : [notes]), '', items.length === 0 ? 'Nothing is in it yet.' : table].join('\n');
}
