import { exportParameters } from '../clients/drms/export-parameters.ts';
import { listParameters } from '../clients/drms/requests.ts';
import type { ServerConfig } from '../clients/drms/server-config.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { DrmsSeriesInfo } from '../contract/drms.ts';
import type { Code } from '../domain/code/text.ts';
import {
  type CodeLanguage,
  type CodeRequest,
  type CodeServer,
  codeLanguages,
  exportCode,
  queryCode,
} from '../domain/drms/code.ts';
import type { SunpyQuery } from '../domain/drms/code-sunpy.ts';
import { seriesNameOf } from '../domain/drms/series-name.ts';
import { structureOf } from '../domain/drms/series-structure.ts';
import type { DrmsServers } from './drms-servers.ts';

type CodeHandlers = {
  [Name in keyof Handlers as Name extends `drms.code.${string}` ? Name : never]: Handlers[Name];
};

export interface DrmsCodeParts {
  servers: DrmsServers;
  /** Kept where it was asked for before. */
  seriesInfo(serverId: string, series: string, signal: AbortSignal): Promise<DrmsSeriesInfo>;
}

/** What is asked in Quarry, for notebooks and scripts. */
export function createDrmsCodeHandlers({ servers, seriesInfo }: DrmsCodeParts): CodeHandlers {
  const sunpy = async (
    serverId: string,
    recordSet: string,
    segments: readonly string[],
    signal: AbortSignal,
  ): Promise<SunpyQuery> => {
    const series = seriesNameOf(recordSet) ?? '';
    // A series that cannot be described costs the SunPy text alone.
    const info = await seriesInfo(serverId, series, signal).catch(() => null);
    return { recordSet, structure: info === null ? null : structureOf(info), segments };
  };
  return {
    'drms.code.query': async ({ serverId, recordSet, keys, segments, links }, { signal }) => {
      const config = await servers.config(serverId);
      const attributes = await sunpy(serverId, recordSet, segments, signal);
      const key = keys.length > 0 ? keys : (attributes.structure?.primekeys ?? []);
      const parameters = listParameters(recordSet, { key, seg: segments, link: links });
      const request = requestOf(config, 'url_jsoc_info', parameters);
      const server = await codeServer(servers, serverId, config);
      return listOf(queryCode({ server, recordSet, keys, segments, links, request, sunpy: attributes }));
    },
    'drms.code.export': async ({ serverId, email, queries }, { signal }) => {
      const config = await servers.config(serverId);
      const address = email ?? (await servers.describe(serverId)).email ?? '';
      if (address === '')
        throw new AppError('invalid-input', `${config.name} exports for registered addresses only.`, {
          remedy: 'Give the e-mail address that you have registered there.',
        });
      const exports = await Promise.all(
        queries.map(async (wish) => {
          const fileNameFormat = wish.fileNameFormat === false ? null : wish.fileNameFormat;
          const parameters = exportParameters({ ...wish, notify: address, fileNameFormat, ...imageArguments(wish) });
          return {
            wish,
            request: requestOf(config, 'url_jsoc_fetch', parameters),
            sunpy: await sunpy(serverId, wish.recordSet, [], signal),
          };
        }),
      );
      return listOf(exportCode({ server: await codeServer(servers, serverId, config), email: address, exports }));
    },
  };
}

function requestOf(config: ServerConfig, program: string, parameters: CodeRequest['parameters']): CodeRequest {
  return { url: config.get(program) ?? '', parameters };
}

async function codeServer(servers: DrmsServers, serverId: string, config: ServerConfig): Promise<CodeServer> {
  const { id, origin } = await servers.describe(serverId);
  // The Python client makes the addresses of the programs by itself.
  const entries = Object.entries(config.toRecord()).filter(([key]) => !key.startsWith('url_') && key !== 'encoding');
  return {
    id: origin === 'demo' ? (config.get('cgi_baseurl') ?? id) : id,
    isBuiltIn: origin === 'built-in',
    entries: Object.fromEntries(entries),
  };
}

/** Without any, they must not be named at all. */
function imageArguments({ protocolArguments }: { protocolArguments: Record<string, string | number> }): object {
  return { protocolArguments: Object.keys(protocolArguments).length === 0 ? undefined : protocolArguments };
}

function listOf(codes: Record<CodeLanguage, Code>): (Code & { language: CodeLanguage })[] {
  return codeLanguages.map((language) => ({ language, ...codes[language] }));
}
