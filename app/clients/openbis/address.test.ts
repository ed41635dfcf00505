import { describe, expect, it } from 'vitest';
import { dataStoreBase, siteOf, trustedAddress } from './address.ts';
import { serverFactsOf } from './server-facts.ts';

describe('the address of a server', () => {
  it.each([
    [' openbis.lab.example:8443/ ', 'https://openbis.lab.example:8443'],
    ['https://openbis.lab.example/openbis/webapp/eln-lims/?menu=1#x', 'https://openbis.lab.example'],
    ['HTTPS://Openbis.Lab.Example', 'https://openbis.lab.example'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://localhost', 'http://localhost'],
  ])('%j', (input, origin) => {
    expect(siteOf(input).origin).toBe(origin);
  });

  it.each(['', 'ftp://lab.example', 'https://ada:secret@lab.example', 'https://lab.example/other', 'https://', 'a b'])(
    'is not %j',
    (input) => {
      expect(() => siteOf(input)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );

  it('keeps a password out of the message', () => {
    expect(() => siteOf('https://ada:secret@lab.example')).toThrow(/“https:\/\/…@lab/);
  });

  it('takes http where the user allows it, also as the scheme that was left out', () => {
    expect(siteOf('http://lab.example', { allowHttp: true }).origin).toBe('http://lab.example');
    expect(siteOf('lab.example', { allowHttp: true }).origin).toBe('http://lab.example');
  });
});

describe('an address that the server gives', () => {
  const site = siteOf('https://lab.example:8443', { name: 'lab', allowedHosts: ['Store.example'] });

  it.each([
    ['https://lab.example:8444', 'https://lab.example:8444'],
    ['https://lab.example:8444/datastore_server/', 'https://lab.example:8444'],
    ['https://lab.example/proxy/datastore_server', 'https://lab.example/proxy'],
    ['https://store.example', 'https://store.example'],
    ['', 'https://lab.example:8443'],
  ])('%j is the data store %s', (told, base) => {
    expect(dataStoreBase(site, told)).toBe(base);
  });

  it.each([
    'https://evil.example',
    'http://lab.example',
    'javascript:1',
    'https://a@lab.example',
    'https://169.254.1.1',
  ])('%j does not get the token', (told) => {
    expect(() => trustedAddress(site, told)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });
});

describe('what a server can', () => {
  it('is read from texts, of which any may be missing', () => {
    const facts = serverFactsOf({
      ...{ 'api-version': '3.6', 'project-samples-enabled': 'true', 'archiving-configured': 'false' },
      ...{ 'personal-access-tokens-enabled': 'true', 'personal-access-tokens-max-validity-period': '2592000' },
      ...{ 'openbis-version': '20.10.7', 'openbis.support.email': 'help@lab.example', other: null },
    });
    expect(facts).toMatchObject({
      apiVersion: { major: 3, minor: 6 },
      ...{ hasProjectObjects: true, hasArchive: false, hasPersonalTokens: true, hasDataStoreV3: true },
      ...{ fastDownload: 1, longestTokenSeconds: 2_592_000, tokenWarningSeconds: 432_000 },
      ...{ openbisVersion: '20.10.7', supportEmail: 'help@lab.example' },
    });
    expect(serverFactsOf({})).toMatchObject({ apiVersion: null, fastDownload: null, hasPersonalTokens: false });
  });

  it.each([
    ['3.5', null],
    ['3.6', 1],
    ['3.7', 2],
    ['3.10', 2],
    ['4.0', 2],
    ['2.9', null],
    ['x', null],
  ])('version %s downloads with protocol %s', (version, fastDownload) => {
    expect(serverFactsOf({ 'api-version': version }).fastDownload).toBe(fastDownload);
  });
});
