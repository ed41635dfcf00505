/** What one folder may import, besides itself. */
export interface LayerRule {
  /** Top of the folder, or one file; the longest match counts. */
  folder: string;
  /** Folders and files of ours. */
  values: readonly string[];
  /** Allowed with `import type` only. */
  types?: readonly string[];
  environment: 'neutral' | 'node' | 'electron-main' | 'preload' | 'page';
  /** If given, the only packages that may be imported. */
  packages?: readonly string[];
}

const appError = 'app/contract/app-error.ts';
const shared = ['app/domain', 'app/platform'];
const belowServices = [
  'app/domain',
  'app/platform',
  'app/contract',
  'app/rpc',
  'app/clients',
  'app/cache',
  'app/find',
  'app/store',
  'app/columns',
  'app/analysis',
  'app/figures',
  'app/jobs',
  'app/outbox',
  'app/crawl',
  'app/collections',
  'app/updates',
];
const hostsMay = ['app/app.ts', 'app/rpc', 'app/contract', 'app/platform', 'app/demo'];

export const layerRules: readonly LayerRule[] = [
  { folder: 'app/domain', values: [], environment: 'neutral', packages: [] },
  { folder: 'app/contract', values: ['app/domain'], environment: 'neutral', packages: ['zod'] },
  { folder: 'app/platform', values: [], environment: 'neutral', packages: [] },
  // The plain-Node form fails with the named errors, as everything else does.
  { folder: 'app/platform/node', values: ['app/platform', appError], environment: 'node' },
  { folder: 'app/rpc', values: ['app/contract'], environment: 'neutral' },
  { folder: 'app/rpc/node', values: ['app/rpc', 'app/contract'], environment: 'node' },
  { folder: 'app/clients', values: [...shared, appError], environment: 'node' },
  { folder: 'app/cache', values: [...shared, 'app/rpc', appError], types: ['app/clients'], environment: 'node' },
  { folder: 'app/find', values: [...shared, 'app/rpc', appError], types: ['app/contract'], environment: 'node' },
  { folder: 'app/store', values: [...shared, 'app/rpc', appError], environment: 'node' },
  { folder: 'app/columns', values: [...shared, 'app/rpc', appError], environment: 'node' },
  { folder: 'app/analysis', values: ['app/domain'], environment: 'neutral' },
  // A picture that cannot be read fails with the named errors, in the page and by command.
  { folder: 'app/figures', values: ['app/domain', appError], environment: 'neutral', packages: ['culori'] },
  { folder: 'app/figures/node', values: ['app/domain', 'app/figures'], environment: 'node' },
  {
    folder: 'app/jobs',
    values: [...shared, 'app/contract'],
    types: ['app/store', 'app/clients', 'app/cache', 'app/columns'],
    environment: 'node',
  },
  { folder: 'app/outbox', values: [...shared, appError], environment: 'node' },
  {
    folder: 'app/crawl',
    values: [...shared, appError, 'app/analysis', 'app/clients/juliabase'],
    types: ['app/outbox', 'app/rpc'],
    environment: 'node',
  },
  {
    folder: 'app/collections',
    // Names and writes of files are as safe as those of downloads.
    values: [...shared, 'app/contract', 'app/clients/http/download'],
    types: ['app/store'],
    environment: 'node',
  },
  { folder: 'app/updates', values: ['app/contract'], environment: 'node' },
  { folder: 'app/services', values: belowServices, environment: 'node' },
  {
    folder: 'app/workers',
    values: [
      'app/rpc',
      'app/cache',
      'app/find',
      'app/store',
      'app/outbox',
      'app/columns',
      'app/analysis',
      'app/figures',
      'app/crawl',
    ],
    environment: 'node',
  },
  { folder: 'app/demo', values: [], environment: 'node' },
  { folder: 'app/app.ts', values: [...belowServices, 'app/services', 'app/workers'], environment: 'node' },
  { folder: 'app/hosts', values: hostsMay, environment: 'node' },
  // The core of the desktop serves notebooks too.
  { folder: 'main', values: [...hostsMay, 'app/hosts/jupyter/jupyter-starter.ts'], environment: 'electron-main' },
  { folder: 'preload', values: ['app/contract/port-message.ts'], environment: 'preload', packages: ['electron'] },
  {
    folder: 'renderer',
    values: ['app/contract', 'app/domain', 'app/figures', 'app/rpc/client.ts', 'app/rpc/transport.ts'],
    environment: 'page',
  },
];

/** Folders inside an allowed one that stay closed to the page. */
export const closedToPage: readonly string[] = ['app/figures/node', 'app/rpc/node'];

/** Packages of the interface; they need a DOM. */
export const pagePackages: readonly RegExp[] = [
  /^react(-dom)?$/,
  /^@mantine\//,
  /^@tanstack\//,
  /^dockview/,
  /^@tabler\//,
  /^zustand$/,
  /^dompurify$/,
  /^@fontsource/,
];

/** Not under a free licence. */
export const bannedPackages: readonly RegExp[] = [/^ag-grid-enterprise$/, /^@ag-grid-enterprise\//];
