import { AppError } from '../../contract/app-error.ts';
import { ServerConfig } from './server-config.ts';

/** Known servers by lower-case name (protocol 1). */
export interface ServerRegistry {
  /** @throws AppError 'not-found' for an unknown name */
  get(name: string): ServerConfig;
  /** @throws AppError 'conflict' if a server of this name, in any letter case, is there already */
  register(config: ServerConfig): void;
  unregister(name: string): void;
  names(): string[];
}

const jsoc = {
  name: 'JSOC',
  cgi_baseurl: 'http://jsoc.stanford.edu/cgi-bin/ajax/',
  cgi_show_series: 'show_series',
  cgi_jsoc_info: 'jsoc_info',
  cgi_jsoc_fetch: 'jsoc_fetch',
  cgi_check_address: 'checkAddress.sh',
  cgi_show_series_wrapper: 'showextseries',
  show_series_wrapper_dbhost: 'hmidb2',
  http_download_baseurl: 'http://jsoc.stanford.edu/',
};

const kis = {
  name: 'KIS',
  cgi_baseurl: 'http://drms.leibniz-kis.de/cgi-bin/',
  cgi_show_series: 'show_series',
  cgi_jsoc_info: 'jsoc_info',
};

/** A registry that knows JSOC and KIS. */
export function createServerRegistry(): ServerRegistry {
  const servers = new Map<string, ServerConfig>();
  const registry: ServerRegistry = {
    get(name) {
      const found = servers.get(name.toLowerCase());
      if (found !== undefined) return found;
      throw new AppError('not-found', `There is no DRMS server named ${name}.`, {
        remedy: `Choose one of ${registry.names().join(', ')}, or describe your own.`,
      });
    },
    register(config) {
      const key = config.name.toLowerCase();
      if (servers.has(key))
        throw new AppError('conflict', `A server named ${config.name} is already registered.`, {
          remedy: 'Choose another name.',
        });
      servers.set(key, config);
    },
    unregister: (name) => void servers.delete(name.toLowerCase()),
    names: () => [...servers.keys()],
  };
  registry.register(new ServerConfig(jsoc));
  registry.register(new ServerConfig(kis));
  return registry;
}

/**
 * Full configuration of a server that has all CGIs below one address, as the demo has.
 * @param url root of the server, or the folder of its CGIs
 */
export function configForBase(name: string, url: string): ServerConfig {
  const base = url.endsWith('/') ? url : `${url}/`;
  const cgiBase = /\/cgi-bin\//.test(base) ? base : new URL('cgi-bin/ajax/', base).href;
  const { cgi_baseurl: _, http_download_baseurl: __, ...cgis } = jsoc;
  return new ServerConfig({
    ...cgis,
    name,
    cgi_baseurl: cgiBase,
    http_download_baseurl: cgiBase.slice(0, cgiBase.indexOf('cgi-bin/')),
  });
}
