import { AppError } from '../../contract/app-error.ts';

/** The only keys a configuration may have (protocol 1). */
export const configKeys = [
  'name',
  'cgi_baseurl',
  'cgi_show_series',
  'cgi_jsoc_info',
  'cgi_jsoc_fetch',
  'cgi_check_address',
  'cgi_show_series_wrapper',
  'show_series_wrapper_dbhost',
  'http_download_baseurl',
  'encoding',
  'url_show_series',
  'url_jsoc_info',
  'url_jsoc_fetch',
  'url_check_address',
  'url_show_series_wrapper',
] as const;
export type ConfigKey = (typeof configKeys)[number];

export type Operation = 'series' | 'info' | 'query' | 'email' | 'export';

type Cgi = 'show_series' | 'jsoc_info' | 'jsoc_fetch' | 'check_address' | 'show_series_wrapper';
const cgis: readonly Cgi[] = ['show_series', 'jsoc_info', 'jsoc_fetch', 'check_address', 'show_series_wrapper'];

/**
 * Where one DRMS server has its CGIs and files (protocol 1).
 *
 * Addresses are derived once, at construction: `url_X` is `cgi_X` below `cgi_baseurl` unless it is given.
 */
export class ServerConfig {
  private readonly values: Map<ConfigKey, string>;

  /**
   * @param entries `name` is required; `cgi_baseurl` ends in `/`; `encoding` is 'latin1' unless given
   * @throws AppError 'invalid-input' for an unknown key, then for a missing name, then for a value that is no text
   */
  constructor(entries: Readonly<Record<string, unknown>>) {
    const unknown = Object.keys(entries).find((key) => !isConfigKey(key));
    if (unknown !== undefined) throw invalid(`Invalid server config key: ${unknown}`);
    if (entries.name === undefined) throw invalid('Server config entry "name" is missing');
    this.values = new Map();
    for (const [key, value] of Object.entries(entries)) this.set(key, value);
    if (!this.values.has('encoding')) this.values.set('encoding', 'latin1');
    const base = this.values.get('cgi_baseurl');
    if (base === undefined) return;
    for (const cgi of cgis) {
      const path = this.values.get(`cgi_${cgi}`);
      if (path !== undefined && !this.values.has(`url_${cgi}`)) this.values.set(`url_${cgi}`, new URL(path, base).href);
    }
  }

  /** Display name. */
  get name(): string {
    return this.values.get('name') ?? '';
  }

  /** The value of a legal key, null if it is not set. @throws AppError 'invalid-input' for any other key */
  get(key: string): string | null {
    if (!isConfigKey(key)) throw invalid(`A server config has no entry "${key}"`);
    return this.values.get(key) ?? null;
  }

  /** @throws AppError 'invalid-input' for an unknown key or a value that is no text */
  set(key: string, value: unknown): void {
    if (!isConfigKey(key)) throw invalid(`Invalid server config key: ${key}`);
    if (typeof value !== 'string') throw invalid(`${key} config value must be a string`);
    this.values.set(key, value);
  }

  /** All entries that are set, in the order in which they were. */
  toRecord(): Partial<Record<ConfigKey, string>> {
    return Object.fromEntries(this.values);
  }

  /** An independent configuration with the same entries. */
  copy(): ServerConfig {
    return new ServerConfig(this.toRecord());
  }

  /**
   * What the server can do; judged by the addresses in effect, so that a configuration with only explicit ones counts.
   * @throws AppError 'invalid-input' for an unknown operation
   */
  supports(operation: string): boolean {
    switch (operation) {
      case 'series':
        return this.has('show_series') || this.has('show_series_wrapper');
      case 'info':
      case 'query':
        return this.has('jsoc_info');
      case 'email':
        return this.has('check_address');
      case 'export':
        return this.has('jsoc_info') && this.has('jsoc_fetch');
      default:
        throw invalid(`Unknown operation: '${operation}'`);
    }
  }

  /** `<ServerConfig: NAME>` */
  toString(): string {
    return `<ServerConfig: ${this.name}>`;
  }

  private has(cgi: Cgi): boolean {
    return this.values.has(`url_${cgi}`);
  }
}

function isConfigKey(key: string): key is ConfigKey {
  return configKeys.some((known) => known === key);
}

function invalid(message: string): AppError {
  return new AppError('invalid-input', message, { remedy: 'Correct the description of the server.' });
}
