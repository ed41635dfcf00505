import type { Contract } from '../../contract/contract.ts';
import type { ForeignConnection, ForeignName } from '../../contract/jupyter.ts';
import type { Client } from '../../rpc/client.ts';
import { type FolderSources, jupyterConfigFolders } from './config-folders.ts';
import { readConnectionFiles } from './read-connection-files.ts';

export interface ForeignConnections {
  connections: ForeignConnection[];
  warnings: string[];
}

/** What files and variables of Jupyter name. */
export function readForeignConnections(sources: FolderSources): ForeignConnections {
  const { connections, warnings } = readConnectionFiles(jupyterConfigFolders(sources));
  const ofFiles = connections.map(
    ({ name, url, username, password, verifyCertificates, saysVerify, httpOnly, file }) => ({
      ...{ name, url, password, verifyCertificates, saysVerify },
      ...{ user: username, allowsHttp: httpOnly, origin: file },
    }),
  );
  const ofVariables = connectionOfVariables(sources.env).filter(
    ({ name }) => !ofFiles.some((one) => one.name === name),
  );
  return {
    connections: [...ofFiles, ...ofVariables],
    warnings: warnings.map(({ file, message }) => `${file}: ${message}`),
  };
}

/** `OPENBIS_URL` (pyBIS also reads `OPENBIS_HOST`), with a token of a person or a session in `OPENBIS_TOKEN`. */
function connectionOfVariables(env: FolderSources['env']): ForeignConnection[] {
  const variable = ['OPENBIS_URL', 'OPENBIS_HOST'].find((name) => (env[name] ?? '') !== '');
  if (variable === undefined) return [];
  const url = env[variable] ?? '';
  const host = URL.parse(/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`)?.hostname ?? url;
  return [
    {
      ...{ name: host, url, user: '', password: env.OPENBIS_TOKEN ?? '' },
      ...{ verifyCertificates: true, saysVerify: true, allowsHttp: false, origin: variable },
    },
  ];
}

/** Hands them to the core; answers with what is to be told. */
export async function importForeignConnections(
  client: Client<Contract>,
  sources: FolderSources,
): Promise<{ warnings: string[]; unsaidCertificates: ForeignName[] }> {
  return client.call('jupyter.connections.import', readForeignConnections(sources));
}
