import type { CommandWords } from './command-words.ts';

const again = { group: 'Data', shortcut: 'Mod+R' } as const;
const cancelling = { group: 'Data', shortcut: 'Mod+.' } as const;
const copyAsCode = {
  title: 'Copy as code…',
  group: 'Data',
  shortcut: { desktop: 'Mod+Shift+C', browser: 'Alt+Shift+C' },
} as const;

/** Commands of what a panel shows, and of what is listed in the window: connections, servers. */
export const panelCommands = {
  'connections.find': { title: 'Find samples at {{name}}…', group: 'Connections' },
  'connections.find-openbis': { title: 'Find objects and datasets at {{name}}…', group: 'Connections' },
  'connections.upload': {
    title: 'Upload dataset to {{name}}…',
    group: 'Connections',
    keywords: 'openBIS files register',
  },
  'connections.login': { title: 'Log in at {{name}}…', group: 'Connections' },
  'connections.logout': { title: 'Log out of {{name}}', group: 'Connections' },
  'connections.edit': { title: 'Edit connection {{name}}…', group: 'Connections' },
  'connections.remove': { title: 'Remove connection {{name}}…', group: 'Connections' },

  'sample.refresh': { title: 'Refresh sample {{name}}', ...again },
  'series.refresh': { title: 'Refresh series {{name}}', ...again },
  'result.refresh': { title: 'Refresh result {{id}}', ...again },
  'search.refresh': { title: 'Search again', ...again },
  'data.mining': {
    title: 'Mining table of {{name}}',
    group: 'Data',
    shortcut: 'Mod+M',
    keywords: 'columns statistics',
  },
  'data.mining.search': { title: 'Mining table of samples “{{text}}”', group: 'Data', shortcut: 'Mod+M' },
  'data.mining.columns': { title: 'Choose the columns of the mining table…', group: 'Data' },
  'mining.refresh': { title: 'Read the samples of {{name}} again', ...again },

  'data.publish.series': { title: 'Publish the figure of {{name}} by a recipe…', group: 'Data' },
  'data.publish.many': {
    title: 'Publish figures of many series at {{name}}…',
    group: 'Data',
    keywords: 'batch recipe conductivity',
  },
  'data.publish.preview': { title: 'Preview what would be published', ...again },
  'data.publish.run': { title: 'Publish the ticked figures', group: 'Data', shortcut: 'Mod+Enter' },
  'data.publish.recipe': { title: 'Show or hide the recipe', group: 'Data' },
  'data.publish.open': { title: 'Open a publishing recipe…', group: 'Data' },
  'data.publish.save': { title: 'Save the publishing recipe…', group: 'Data' },

  'data.add-to-collection': {
    title: 'Add to collection…',
    group: 'Data',
    shortcut: 'Mod+D',
    keywords: 'bookmark list gather',
  },
  'data.add-focused': {
    title: 'Add the focused thing to a collection…',
    group: 'Data',
    shortcut: 'Mod+D',
    keywords: 'bookmark list gather',
  },
  'data.collection.export': { title: 'Export collection {{name}}…', group: 'Data', shortcut: 'Mod+E' },
  'data.collection.import': { title: 'Import into {{name}}…', group: 'Data' },
  'data.collection.rename': { title: 'Rename collection {{name}}…', group: 'Data' },
  'data.collection.remove': { title: 'Remove collection {{name}}', group: 'Data' },

  'drms.search': { title: 'Search series of {{name}}…', group: 'Go', keywords: 'solar data keywords notes' },
  'drms.query': { title: 'Query records of {{name}}', group: 'Data', shortcut: 'Mod+Enter' },
  'drms.run': { title: 'Run the query', group: 'Data', shortcut: 'Mod+Enter' },
  'drms.cancel': { title: 'Cancel the query', ...cancelling },
  'drms.export': { title: 'Export records…', group: 'Data', shortcut: 'Mod+E' },
  'drms.history': { title: 'Show past queries', group: 'Data' },
  'drms.form': { title: 'Show the query form', group: 'Data', shortcut: 'Mod+Alt+F' },
  'drms.form.hide': { title: 'Hide the query form', group: 'Data', shortcut: 'Mod+Alt+F' },
  'drms.copy-code': copyAsCode,

  'openbis.refresh-collection': { title: 'Refresh collection {{name}}', ...again },
  'openbis.refresh-object': { title: 'Refresh object {{name}}', ...again },
  'openbis.refresh-data-set': { title: 'Refresh dataset {{name}}', ...again },
  'openbis.upload-to-collection': { title: 'Upload dataset to collection {{name}}…', group: 'Data' },
  'openbis.upload-to-object': { title: 'Upload dataset to object {{name}}…', group: 'Data' },
  'openbis.upload-child': { title: 'Upload a child of dataset {{name}}…', group: 'Data' },
  'openbis.download': { title: 'Download dataset {{name}}…', group: 'Data', shortcut: 'Mod+E' },

  'fits.next': { title: 'Next file', group: 'Data', shortcut: 'Alt+ArrowDown' },
  'fits.previous': { title: 'Previous file', group: 'Data', shortcut: 'Alt+ArrowUp' },

  'query.save': { title: 'Save the query…', group: 'Data', shortcut: 'Mod+S' },
  'query.run': { title: 'Run the saved query', ...again },
  'query.open': { title: 'Open the question', group: 'Data' },
  'query.change': { title: 'Change name or schedule…', group: 'Data' },
  'diff.next': { title: 'Next change', group: 'Go', shortcut: 'F8' },
  'diff.previous': { title: 'Previous change', group: 'Go', shortcut: 'Shift+F8' },

  'sql.run': { title: 'Run the statement', group: 'Data', shortcut: 'Mod+Enter' },
  'sql.join': { title: 'Join tables by time…', group: 'Data', keywords: 'nearest record SQL' },
  'sql.plot': { title: 'Keep the answer as a table and plot it', group: 'Data', keywords: 'figure chart' },
  'sql.cancel': { title: 'Cancel the statement', ...cancelling },
  'table.save': { title: 'Save table…', group: 'Data', shortcut: 'Mod+Shift+E' },
  'table.save.as': { title: 'Save table as {{format}}', group: 'Data', keywords: 'export' },
  'table.remove': { title: 'Remove kept table {{name}}…', group: 'Data', keywords: 'delete drop' },
  'panel.copy-code': copyAsCode,
  'log.refresh': { title: 'Refresh the log', ...again },

  'figure.conductivity': { title: 'Plot conductivity of {{name}}', group: 'Figure', shortcut: 'Mod+P' },
  'figure.refresh': { title: 'Read the raw data files again', ...again },
  'figure.cancel': { title: 'Cancel loading the figure', ...cancelling },
  'figure.export': { title: 'Export figure…', group: 'Figure', shortcut: 'Mod+E', keywords: 'save print check' },
  'figure.export.plot': { title: 'Export plot as figure…', group: 'Figure', keywords: 'save print check' },
  'figure.export.as': { title: 'Export figure as {{format}}', group: 'Figure', keywords: 'save picture image' },
  'figure.attach.series': { title: 'Attach to series', group: 'Figure', shortcut: 'Mod+Shift+A' },
  'figure.attach.sample': { title: 'Attach to sample', group: 'Figure', shortcut: 'Mod+Shift+A' },
  'figure.attach.table': {
    ...{ title: 'Attach figure to a series or samples…', group: 'Figure', shortcut: 'Mod+Shift+A' },
    keywords: 'result write lab',
  },
  'figure.table': { title: 'Show the points as a table', group: 'Figure' },
  'figure.table.hide': { title: 'Show the figure', group: 'Figure' },
  'figure.details': {
    title: 'Change details of the figure',
    group: 'Figure',
    keywords: 'units error bars text arrow annotation mark formula fit residuals panels inset',
  },
  'figure.details.hide': { title: 'Show the numbers of the figure', group: 'Figure' },
  'figure.listen': {
    title: 'Listen to the curve',
    group: 'Figure',
    keywords: 'sound sonification audio hear',
  },
  'figure.listen.stop': { title: 'Stop listening', group: 'Figure', keywords: 'sound sonification audio hear' },
} as const satisfies Record<string, CommandWords>;
