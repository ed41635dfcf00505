import { describe, expect, it } from 'vitest';
import { createDrmsClient } from './client.ts';
import { configKeys, ServerConfig } from './server-config.ts';
import { configForBase, createServerRegistry } from './server-registry.ts';

describe('descriptions of servers', () => {
  it('an unknown key is told before a missing name, and every value must be a text', () => {
    expect(() => new ServerConfig({ foo: 1 })).toThrow('Invalid server config key: foo');
    expect(() => new ServerConfig({ encoding: 'latin1' })).toThrow('Server config entry "name" is missing');
    expect(() => new ServerConfig({ name: 7 })).toThrow('name config value must be a string');
    for (const key of configKeys)
      expect(() => new ServerConfig({ name: 'TEST' }).set(key, null)).toThrow(`${key} config value must be a string`);
    expect(() => new ServerConfig({ name: 'TEST' }).set('foo', 'x')).toThrow('Invalid server config key: foo');
  });

  it('without a base nothing is derived', () => {
    const config = new ServerConfig({ name: 'TEST', cgi_jsoc_info: 'jsoc_info' });
    expect(config.get('url_jsoc_info')).toBeNull();
    expect(config.supports('query')).toBe(false);
  });

  it('addresses alone are enough: what counts is where a request would go', () => {
    const config = new ServerConfig({ name: 'TEST', url_jsoc_info: 'http://localhost/info' });
    expect(['series', 'info', 'query', 'email', 'export'].map((operation) => config.supports(operation))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('a copy keeps explicit addresses', () => {
    const config = new ServerConfig({
      name: 'A',
      cgi_baseurl: 'http://h/c/',
      cgi_jsoc_info: 'i',
      url_jsoc_fetch: 'http://o/f',
    });
    expect(config.copy().toRecord()).toEqual(config.toRecord());
  });

  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/cgi-bin/ajax/', 'http://127.0.0.1:8080/'],
    ['http://host/cgi-bin/ajax', 'http://host/cgi-bin/ajax/', 'http://host/'],
    ['https://host/sun/cgi-bin/', 'https://host/sun/cgi-bin/', 'https://host/sun/'],
  ])('from the address %s alone', (url, cgiBase, downloads) => {
    const config = configForBase('OWN', url);
    expect([config.get('cgi_baseurl'), config.get('http_download_baseurl')]).toEqual([cgiBase, downloads]);
    expect(config.get('url_jsoc_fetch')).toBe(`${cgiBase}jsoc_fetch`);
    expect(config.supports('export')).toBe(true);
  });

  it('the registry says which servers there are', () => {
    const registry = createServerRegistry();
    expect(registry.names()).toEqual(['jsoc', 'kis']);
    expect(() => registry.get('mars')).toThrow('There is no DRMS server named mars.');
    expect(() => createDrmsClient({ server: 'mars' })).toThrow('mars');
  });

  it('addresses of files: every part escaped, below the base', () => {
    const client = createDrmsClient();
    expect(client.fileUrl('/SUM1/D42/a b#1?.fits')).toBe('http://jsoc.stanford.edu/SUM1/D42/a%20b%231%3F.fits');
    expect(client.fileUrl('//evil.example/x')).toBe('http://jsoc.stanford.edu/evil.example/x');
    expect(() => createDrmsClient({ server: 'kis' }).fileUrl('/SUM1/x')).toThrow('not known');
  });
});
