import { delimiter, join } from 'node:path';

export interface FolderSources {
  env: Readonly<Record<string, string | undefined>>;
  homeFolder: string;
  system: NodeJS.Platform;
}

/**
 * Where Jupyter looks for its configuration, the user's own folders first. The first one is where a new file belongs.
 * See §10.4 of the openBIS protocol.
 */
export function jupyterConfigFolders({ env, homeFolder, system }: FolderSources): string[] {
  const listed = (env.JUPYTER_CONFIG_PATH ?? '').split(delimiter);
  const own = given(env.JUPYTER_CONFIG_DIR) ?? join(homeFolder, '.jupyter');
  const prefix = given(env.VIRTUAL_ENV) ?? given(env.CONDA_PREFIX);
  const folders = [
    own,
    ...listed,
    ...(system === 'win32' ? [] : [join(homeFolder, '.local/etc/jupyter')]),
    ...(prefix === undefined ? [] : [join(prefix, 'etc/jupyter')]),
    ...systemFolders(env, system),
  ];
  return [...new Set(folders.filter((folder) => folder !== ''))];
}

function systemFolders(env: FolderSources['env'], system: NodeJS.Platform): string[] {
  if (system !== 'win32') return ['/usr/local/etc/jupyter', '/etc/jupyter'];
  const programData = given(env.PROGRAMDATA);
  return programData === undefined ? [] : [join(programData, 'jupyter')];
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
