import { type ContractName, contract } from '../contract.ts';
import { type CommandId, wordsOf } from './window-commands.ts';

interface LineWords {
  /** The call that it makes, whose description is also its own. */
  call?: ContractName;
  /** In place of a call's description or, after ";", besides it. */
  text?: string;
  /** The command of the window that does the same. */
  window?: CommandId;
}

/** Every command of the command line by its words after `quarry`. */
const commandLine: Readonly<Record<string, LineWords>> = {
  demo: { text: 'Starts the demo servers on loopback until Ctrl-C', window: 'app.demo' },
  serve: { text: 'Serves the app on loopback for the browser and for attaching, until Ctrl-C' },

  connections: { text: 'Connections to servers' },
  'connections list': { call: 'connections.list' },
  'connections add': { call: 'connections.add', window: 'connections.add' },
  'connections edit': { call: 'connections.update', window: 'connections.edit' },
  'connections remove': { call: 'connections.remove', window: 'connections.remove' },
  'connections test': { call: 'connections.test' },
  'connections login': { call: 'connections.login', window: 'connections.login' },
  'connections logout': { call: 'connections.logout', window: 'connections.logout' },

  jb: { text: 'Lab data of a JuliaBase server' },
  'jb samples': {
    text: 'Samples with a text in their name; without a text, your list My Samples',
    window: 'connections.find',
  },
  'jb sample': { call: 'juliabase.sample.get' },
  'jb my-samples': { call: 'juliabase.mySamples.change' },
  'jb series': { text: 'Members and results of a sample series; without a name, the names of all' },
  'jb topics': { call: 'juliabase.topics.list' },
  'jb processes': { text: 'Processes of a sample, or one by its id' },
  'jb results': { text: 'Results of a sample or of a sample series, or one by its id' },
  'jb open': { call: 'juliabase.open' },
  'jb user': { call: 'juliabase.user.get' },

  drms: { text: 'Solar data series of DRMS servers such as JSOC' },
  'drms servers': { call: 'drms.servers.list' },
  'drms series': { text: 'Series whose name contains a text, with their notes', window: 'drms.search' },
  'drms info': { call: 'drms.series.info' },
  'drms count': { call: 'drms.count' },
  'drms query': { text: 'Keywords, segments and links of a record set', window: 'drms.run' },
  'drms export': { call: 'drms.export.start', window: 'drms.export' },
  'drms status': { call: 'transfers.request.status' },
  'drms download': { call: 'transfers.request.download' },
  'drms cancel': { call: 'transfers.request.cancel' },
  'drms fetch': { text: 'Files as they lie on the server: no export, no queue, no address' },
  'drms check-email': { call: 'drms.email.check' },

  openbis: { text: 'Datasets, objects and types of openBIS servers' },
  'openbis connections': { call: 'connections.list' },
  'openbis login': { call: 'connections.login', window: 'connections.login' },
  'openbis logout': { call: 'connections.logout', window: 'connections.logout' },
  'openbis spaces': { call: 'openbis.spaces.list' },
  'openbis objects': { call: 'openbis.objects.search', window: 'connections.find-openbis' },
  'openbis datasets': { call: 'openbis.data-sets.search', window: 'connections.find-openbis' },
  'openbis dataset': { text: 'One dataset with its properties and files' },
  'openbis types': { call: 'openbis.types.list' },
  'openbis download': { call: 'openbis.download', window: 'openbis.download' },
  'openbis upload': { call: 'openbis.upload.start', window: 'connections.upload' },
  'openbis mounts': { call: 'openbis.mounts.list' },
  'openbis mount': { call: 'openbis.mounts.mount' },
  'openbis unmount': { call: 'openbis.mounts.unmount' },

  find: { call: 'find.search', window: 'find.open' },
  mine: { call: 'mining.table.make', window: 'data.mining' },
  tables: { call: 'columns.tables.list' },
  sql: { call: 'columns.sql', window: 'go.sql' },

  collection: { text: 'Collections: lists of samples, record sets, datasets, figures and other things' },
  'collection list': { call: 'collections.list' },
  'collection show': { call: 'collections.open', text: 'by name or id' },
  'collection add': { call: 'collections.items.add', window: 'data.add-to-collection' },
  'collection undo': { text: 'Takes the last change of a collection back', window: 'edit.undo' },
  'collection export': { call: 'collections.export', window: 'data.collection.export' },
  'collection import': { call: 'collections.import', window: 'app.import-collection' },

  figure: { text: 'Figures from raw data files and of tables' },
  'figure conductivity': {
    text: 'Conductivity curves of all samples of a series, with activation energies',
    window: 'figure.conductivity',
  },
  'figure table': {
    text: 'Columns of a table over another: of records, of a mining table, of an answer to SQL',
    window: 'figure.export',
  },
  publish: { call: 'publish.run', text: '<recipe> is a YAML file', window: 'data.publish.run' },

  jobs: { text: 'Work that goes on by itself, such as exports and downloads' },
  'jobs list': { call: 'jobs.list', window: 'view.jobs' },
  'jobs cancel': { call: 'jobs.cancel' },
  'jobs retry': { call: 'jobs.retry' },
  'jobs pause': { call: 'jobs.pause' },
  'jobs resume': { call: 'jobs.resume' },
  'jobs remove': { call: 'jobs.remove' },
  'jobs answer': { call: 'jobs.answer' },

  outbox: { text: 'What is written to the servers, kept until it is done' },
  'outbox list': { call: 'outbox.list', window: 'go.outbox' },
  'outbox show': { call: 'outbox.get' },
  'outbox answer': { call: 'outbox.answer' },
  'outbox withdraw': { call: 'outbox.withdraw' },
  'outbox look': { call: 'outbox.look' },
  'outbox hold': { call: 'outbox.hold' },
  'outbox go-on': { text: 'Lets held sends go on' },

  queries: { text: 'Saved queries: their answers and what changed between them' },
  'queries list': { call: 'queries.list' },
  'queries history': { call: 'queries.history', window: 'go.history' },
  'queries save': { call: 'queries.save', window: 'query.save' },
  'queries run': { call: 'queries.run', window: 'query.run' },
  'queries runs': { call: 'queries.runs' },
  'queries diff': { call: 'queries.diff' },

  crawl: { call: 'crawl.run', text: '<file> describes the crawler (YAML or .ts)', window: 'go.crawlers' },
  'crawl-files': { text: 'Files of a crawler by their state, and answers to them', window: 'go.crawlers' },
  'openbis-conn': { text: "Writes a connection to Jupyter's openbis-connections.yaml, asking for what is missing" },
  jupyter: { text: "Serves the API of Jupyter's openBIS extension on loopback, until Ctrl-C", window: 'go.jupyter' },
  update: { call: 'updates.check', window: 'help.update' },
  completion: { text: 'Prints a script by which a shell completes commands and options, to be sourced at its start' },
};

export interface LineDescription {
  description: string;
  /** The command of the window that does the same, e.g. "Export collection NAME…". */
  inWindow: string | undefined;
}

/** What is said of a command by its words after `quarry`, e.g. "collection export"; undefined if there is none. */
export function describeLine(words: string): LineDescription | undefined {
  const found = Object.hasOwn(commandLine, words) ? commandLine[words] : undefined;
  if (found === undefined) return undefined;
  const { call, text, window } = found;
  const parts = [call === undefined ? undefined : contract[call].description, text];
  return {
    description: parts.filter((part) => part !== undefined).join('; '),
    inWindow: window && wordsOf(window).title.replaceAll(/\{\{(\w+)\}\}/g, (_mark, name: string) => name.toUpperCase()),
  };
}

/** All of them, for the one who looks whether they are there. */
export const lineCommands: readonly string[] = Object.keys(commandLine);
