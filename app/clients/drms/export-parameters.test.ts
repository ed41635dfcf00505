import { describe, expect, it } from 'vitest';
import { colorTables, scalings } from '../../domain/drms/pictures.ts';
import { DrmsError } from './drms-error.ts';
import {
  exportParameters,
  fileNameTemplate,
  methodOf,
  processText,
  protocolOf,
  protocolText,
} from './export-parameters.ts';

const wishes = { recordSet: 'hmi.v_45s[$]', notify: 'ada@example.org' };

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DrmsError && error.code === 'invalid-input') return error.message;
    throw error;
  }
  return 'taken';
}

describe('method and protocol', () => {
  it('in any letter case; quick with a protocol other than as-is is url', () => {
    expect(protocolOf('FITS')).toBe('fits');
    expect(protocolOf('As-Is')).toBe('as-is');
    expect(methodOf('URL_quick', 'as-is')).toBe('url_quick');
    expect(methodOf('url_quick', 'fits')).toBe('url');
    expect(methodOf('URL-TAR', 'as-is')).toBe('url-tar');
  });

  it.each(['ftp', 'url_direct', ''])('method %j is refused, with those that are valid', (method) => {
    expect(refusal(() => methodOf(method, 'as-is'))).toBe(
      `Method ${method} is not supported, valid methods are: url_quick, url, url-tar`,
    );
  });

  it.each(['png', 'su-as-is', ''])('protocol %j is refused, with those that are valid', (protocol) => {
    expect(refusal(() => protocolOf(protocol))).toBe(
      `Protocol ${protocol} is not supported, valid protocols are: as-is, fits, jpg, mpg, mp4`,
    );
  });
});

describe('arguments of protocols', () => {
  it.each([
    [undefined, 'jpg,CT=grey.sao,scaling=MINMAX,size=1'],
    [{}, 'jpg,CT=grey.sao,scaling=MINMAX,size=1'],
    [{ cT: 'AIA_MIXED', scaling: 'Log' }, 'jpg,CT=aia_mixed,scaling=LOG,size=1'],
    [{ size: '8', min: '-.5', max: 1e21 }, 'jpg,CT=grey.sao,scaling=MINMAX,size=8,min=-0.5,max=1e+21'],
    [{ min: -1500000, max: 0.00001 }, 'jpg,CT=grey.sao,scaling=MINMAX,size=1,min=-1.5e+06,max=1e-05'],
    [{ min: 0.0001, max: 123456 }, 'jpg,CT=grey.sao,scaling=MINMAX,size=1,min=0.0001,max=123456'],
    [{ min: -1234567, max: 0.1234567 }, 'jpg,CT=grey.sao,scaling=MINMAX,size=1,min=-1234567,max=0.1234567'],
    [{ size: 2.9, max: 0 }, 'jpg,CT=grey.sao,scaling=MINMAX,size=2,max=0'],
  ])('%j', (given, text) => {
    expect(protocolText('jpg', given)).toBe(text);
  });

  it('every known color table and scaling, in any letter case', () => {
    for (const ct of colorTables) expect(protocolText('mp4', { ct: ct.toUpperCase() })).toContain(`CT=${ct},`);
    for (const scaling of scalings)
      expect(protocolText('mpg', { scaling: scaling.toLowerCase() })).toContain(`scaling=${scaling},`);
  });

  it('what is given stays as it was', () => {
    const given = Object.freeze({ ct: 'HEAT.sao' });
    protocolText('jpg', given);
    expect(given).toEqual({ ct: 'HEAT.sao' });
  });

  it.each([
    ['jpg', { foo: 1 }, 'Unknown protocol argument: foo'],
    ['jpg', { Scaling: 'LOG' }, 'Unknown protocol argument: Scaling'],
    ['jpg', { ct: 'blue' }, 'blue is no color table; known are: '],
    ['mp4', { scaling: 'cubic' }, 'cubic is no scaling; known are: '],
    ['jpg', { size: 'large' }, 'The protocol argument size must be a number, not large'],
    ['jpg', { min: '' }, 'The protocol argument min must be a number, not '],
    ['jpg', { max: Number.NaN }, 'The protocol argument max must be a number, not NaN'],
    ['fits', { ct: 'grey.sao' }, 'protocol_args not supported for protocol fits'],
    ['as-is', { size: 1 }, 'protocol_args not supported for protocol as-is'],
  ] as const)('%s with %j is refused', (protocol, given, message) => {
    expect(refusal(() => protocolText(protocol, given))).toContain(message);
  });
});

describe('processing', () => {
  it.each([
    [0, {}, '0'],
    [12.9, {}, '12'],
    [0, { im_patch: { t: 0, x: -517.2 } }, '0|im_patch,t=0,x=-517.2'],
    [
      5,
      { rebin: { scale: 0.5, method: 'boxcar' }, HmiB2ptr: { l: 1 } },
      '5|rebin,scale=0.5,method=boxcar|HmiB2ptr,l=1',
    ],
    [0, { aia_scale_aialev1: {} }, '0|aia_scale_aialev1,'],
  ])('%d, %j', (limit, steps, text) => {
    expect(processText(limit, steps)).toBe(text);
  });

  it('names of steps are case-sensitive', () => {
    expect(refusal(() => processText(0, { maproj: {} }))).toBe(
      'maproj is not one of the allowed processing options: [im_patch, resize, rebin, aia_scale_orig, aia_scale_aialev1, aia_scale_other, Maproj, HmiB2ptr]',
    );
  });
});

describe('a request', () => {
  it('has its parameters in the order of the reference client', () => {
    expect(exportParameters(wishes)).toEqual([
      ['op', 'exp_request'],
      ['format', 'json'],
      ['ds', 'hmi.v_45s[$]'],
      ['notify', 'ada@example.org'],
      ['method', 'url_quick'],
      ['protocol', 'as-is'],
      ['process=n', '0'],
      ['requester', 'ada'],
    ]);
    const names = exportParameters({ ...wishes, fileNameFormat: 'x', requester: 'crew' }).map(([name]) => name);
    expect(names).toEqual([
      'op',
      'format',
      'ds',
      'notify',
      'method',
      'protocol',
      'filenamefmt',
      'process=n',
      'requester',
    ]);
  });

  it('leaves the requester out when told, or when the address has none', () => {
    for (const more of [{ requester: false as const }, { notify: '@example.org' }])
      expect(exportParameters({ ...wishes, ...more }).at(-1)).toEqual(['process=n', '0']);
  });

  it('names its files so that no two are alike', () => {
    expect(
      fileNameTemplate('hmi.V_45s', [
        { name: 'T_REC', isTime: true },
        { name: 'CAMERA', isTime: false },
      ]),
    ).toBe('hmi.v_45s.{T_REC:A}.{CAMERA}.{segment}');
    expect(fileNameTemplate('jsoc.Notes', [])).toBe('jsoc.notes.{recnum:%lld}.{segment}');
  });
});
