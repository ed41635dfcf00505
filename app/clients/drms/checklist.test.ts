import { describe, expect, it, vi } from 'vitest';
import { isAppError } from '../../contract/app-error.ts';
import { seriesNameOf } from '../../domain/drms/series-name.ts';
import { splitArg } from '../../domain/drms/split-arg.ts';
import { createDrmsClient } from './client.ts';
import { DrmsError, DrmsExportError, DrmsOperationNotSupported, DrmsQueryError } from './drms-error.ts';
import * as library from './index.ts';
import { seriesInfoOf } from './series-info.ts';
import { configKeys, ServerConfig } from './server-config.ts';
import { createServerRegistry } from './server-registry.ts';

/** The off-line part of the compatibility checklist (protocol 9), in its wording. */
describe('compatibility checklist, off-line', () => {
  it('Default client → server JSOC, e-mail null; jsoc/kis by name; custom configuration object; text forms', () => {
    expect(createDrmsClient()).toMatchObject({ config: { name: 'JSOC' }, email: null });
    expect(createDrmsClient({ server: 'jsoc' }).config.name).toBe('JSOC');
    expect(createDrmsClient({ server: 'KIS' }).config.name).toBe('KIS');
    const own = new ServerConfig({ name: 'TEST' });
    expect(createDrmsClient({ server: own }).config).toBe(own);
    expect(String(createDrmsClient())).toBe('<Client: JSOC>');
    expect(String(createDrmsClient({ server: 'kis' }))).toBe('<Client: KIS>');
    expect(String(own)).toBe('<ServerConfig: TEST>');
  });

  it('Configuration with only a name: every legal key null except name, encoding = latin1; map equals {encoding, name}', () => {
    const config = new ServerConfig({ name: 'TEST' });
    for (const key of configKeys)
      expect(config.get(key)).toBe(key === 'name' ? 'TEST' : key === 'encoding' ? 'latin1' : null);
    expect(config.toRecord()).toEqual({ encoding: 'latin1', name: 'TEST' });
  });

  it('missing name and unknown key errors; copy independent; non-string assignment error; unknown attribute error', () => {
    expect(() => new ServerConfig({})).toThrow('Server config entry "name" is missing');
    expect(() => new ServerConfig({ foo: 'bar' })).toThrow('Invalid server config key: foo');
    const config = new ServerConfig({ name: 'TEST' });
    const copy = config.copy();
    copy.set('name', 'COPY');
    expect([config.name, copy.name]).toEqual(['TEST', 'COPY']);
    expect(() => config.set('cgi_baseurl', 3)).toThrow('cgi_baseurl config value must be a string');
    expect(() => config.get('foo')).toThrow('"foo"');
  });

  it('Derivation happens once, at construction, and explicit addresses win', () => {
    const config = new ServerConfig({
      name: 'TEST',
      cgi_baseurl: 'http://localhost/cgi/',
      cgi_jsoc_info: 'jsoc_info',
      cgi_show_series: 'show_series',
      url_show_series: 'http://other/list',
    });
    expect(config.get('url_jsoc_info')).toBe('http://localhost/cgi/jsoc_info');
    expect(config.get('url_show_series')).toBe('http://other/list');
    config.set('cgi_jsoc_info', 'changed');
    expect(config.get('url_jsoc_info')).toBe('http://localhost/cgi/jsoc_info');
  });

  it('Register/unregister; duplicate jsoc error; JSOC has all CGI entries and derived URLs; KIS has only series and info', () => {
    const registry = createServerRegistry();
    registry.register(new ServerConfig({ name: 'Own' }));
    expect(registry.get('OWN').name).toBe('Own');
    registry.unregister('own');
    expect(() => registry.get('own')).toThrow('own');
    expect(() => registry.register(new ServerConfig({ name: 'jsoc' }))).toThrow('already registered');
    const jsoc = registry.get('jsoc');
    const base = jsoc.get('cgi_baseurl') ?? '';
    for (const cgi of ['show_series', 'jsoc_info', 'jsoc_fetch', 'check_address', 'show_series_wrapper']) {
      expect(jsoc.get(`cgi_${cgi}`)).not.toBeNull();
      expect(jsoc.get(`url_${cgi}`)?.startsWith(base)).toBe(true);
    }
    expect(jsoc.get('http_download_baseurl')).toMatch(/^http:\/\//);
    expect(registry.get('kis').get('cgi_jsoc_fetch')).toBeNull();
  });

  it('support matrix of §1 (10 combinations); unknown operation error', () => {
    const registry = createServerRegistry();
    const operations = ['series', 'info', 'query', 'email', 'export'];
    const matrix = ['jsoc', 'kis'].map((name) => operations.map((operation) => registry.get(name).supports(operation)));
    expect(matrix).toEqual([
      [true, true, true, true, true],
      [true, true, true, false, false],
    ]);
    expect(() => registry.get('jsoc').supports('foo')).toThrow("Unknown operation: 'foo'");
  });

  it('Error classes: base error (a runtime error), query, export, not-supported all derive from it', () => {
    for (const error of [
      new DrmsQueryError('remote-failed', 'x'),
      new DrmsExportError('remote-failed', 'x'),
      new DrmsOperationNotSupported('JSOC', 'export'),
    ]) {
      expect(error).toBeInstanceOf(DrmsError);
      expect(error).toBeInstanceOf(Error);
      expect(isAppError(error)).toBe(true);
    }
  });

  it.each([
    ['', []],
    ['asd', ['asd']],
    ['aa,bb,cc', ['aa', 'bb', 'cc']],
    ['aa, bb, cc', ['aa', 'bb', 'cc']],
    [' aa,bb,  cc, dd', ['aa', 'bb', 'cc', 'dd']],
    ['aa,\tbb,cc, dd ', ['aa', 'bb', 'cc', 'dd']],
    [
      ['aa', ' bb'],
      ['aa', ' bb'],
    ],
  ])('split_arg: %j', (text, expected) => {
    expect(splitArg(text)).toEqual(expected);
  });

  it.each([
    ['hmi.v_45s', 'hmi.v_45s'],
    ['hmi.v_45s[2010.05.01_TAI]', 'hmi.v_45s'],
    ['hmi.v_45s[2010.05.01_TAI/365d@1d]', 'hmi.v_45s'],
    ['hmi.v_45s[2010.05.01_TAI/365d@1d][?QUALITY>=0?]', 'hmi.v_45s'],
    ['hmi.v_45s[2010.05.01_TAI/365d@1d][?QUALITY>=0?]{Dopplergram}', 'hmi.v_45s'],
  ])('Series name extraction from 5 forms: %s', (recordSet, series) => {
    expect(seriesNameOf(recordSet)).toBe(series);
  });

  it('SeriesInfo: keyword rows in order with type, recscope, defval, units, note, linkinfo (null if absent) and flags; dbindex [null] accepted', () => {
    const keyword = { recscope: 'variable', defval: '0', units: 'none', note: 'A note' };
    const info = seriesInfoOf('some.series', {
      note: 'x',
      primekeys: [null],
      dbindex: [null],
      keywords: [
        { ...keyword, name: 'T_REC', type: 'time' },
        { ...keyword, name: 'CAMERA', type: 'int' },
        { ...keyword, name: 'MEAN', type: 'double', linkinfo: ['M->MEAN'] },
      ],
      segments: [{ name: 'image', type: 'int', units: 'm/s', protocol: 'fits', dims: '32x32', note: '' }],
      links: [{ name: 'M', target: 'other.series', kind: 'DYNAMIC', note: '' }],
    });
    expect(info.keywords.map(({ name, linkinfo }) => [name, linkinfo])).toEqual([
      ['T_REC', null],
      ['CAMERA', null],
      ['MEAN', 'M->MEAN'],
    ]);
    expect(
      info.keywords.map(({ isTime, isInteger, isReal, isNumeric }) => [isTime, isInteger, isReal, isNumeric]),
    ).toEqual([
      [true, false, false, false],
      [false, true, false, true],
      [false, false, true, true],
    ]);
    expect(info).toMatchObject({
      dbindex: [null],
      primekeys: [],
      links: [{ target: 'other.series', kind: 'DYNAMIC' }],
      segments: [{ units: 'm/s', protocol: 'fits', dims: '32x32' }],
    });
  });

  it('Name-only configuration with e-mail → not supported; query on it → not supported; nothing is sent', async () => {
    const observer = vi.fn();
    const client = createDrmsClient({ server: new ServerConfig({ name: 'TEST' }), observer });
    await expect(client.setEmail('user@example.com')).rejects.toBeInstanceOf(DrmsOperationNotSupported);
    await expect(client.query('a.b', { key: 'T_REC' })).rejects.toBeInstanceOf(DrmsOperationNotSupported);
    await expect(client.series()).rejects.toBeInstanceOf(DrmsOperationNotSupported);
    expect(observer).not.toHaveBeenCalled();
  });

  it('KIS: setting an e-mail, exporting, reattaching by id → not supported', async () => {
    const kis = createDrmsClient({ server: 'kis' });
    await expect(kis.setEmail('user@example.com')).rejects.toBeInstanceOf(DrmsOperationNotSupported);
    await expect(kis.export({ recordSet: 'hmi.v_45s[$]' })).rejects.toBeInstanceOf(DrmsOperationNotSupported);
    await expect(kis.exportFromId('JSOC_20260101_001')).rejects.toBeInstanceOf(DrmsOperationNotSupported);
  });

  it('Public symbols present', () => {
    expect(Object.keys(library)).toEqual(
      expect.arrayContaining([
        'createDrmsClient',
        'ServerConfig',
        'createServerRegistry',
        'ExportRequest',
        'ALL',
        'NONE',
      ]),
    );
  });
});
