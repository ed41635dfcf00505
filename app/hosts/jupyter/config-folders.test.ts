import { expect, test } from 'vitest';
import { jupyterConfigFolders } from './config-folders.ts';

test.each<[string, Parameters<typeof jupyterConfigFolders>[0], string[]]>([
  [
    'a plain Linux',
    { env: {}, homeFolder: '/home/ada', system: 'linux' },
    ['/home/ada/.jupyter', '/home/ada/.local/etc/jupyter', '/usr/local/etc/jupyter', '/etc/jupyter'],
  ],
  [
    'folders from the environment, the own one first',
    {
      env: { JUPYTER_CONFIG_DIR: '/own', JUPYTER_CONFIG_PATH: '/lab:/etc/jupyter', VIRTUAL_ENV: '/venv' },
      homeFolder: '/home/ada',
      system: 'linux',
    },
    ['/own', '/lab', '/etc/jupyter', '/home/ada/.local/etc/jupyter', '/venv/etc/jupyter', '/usr/local/etc/jupyter'],
  ],
  [
    'Conda; empty variables count as absent',
    { env: { JUPYTER_CONFIG_DIR: '', VIRTUAL_ENV: '', CONDA_PREFIX: '/conda' }, homeFolder: '/h', system: 'darwin' },
    ['/h/.jupyter', '/h/.local/etc/jupyter', '/conda/etc/jupyter', '/usr/local/etc/jupyter', '/etc/jupyter'],
  ],
])('%s', (_, sources, expected) => {
  expect(jupyterConfigFolders(sources)).toEqual(expected);
});
