import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ALL,
  type DrmsClient,
  DrmsError,
  DrmsOperationNotSupported,
  DrmsQueryError,
  type ExportRequest,
} from '../clients/drms/index.ts';
import { cellsOf, type DrmsLab, demoEmail, openDrmsLab } from './drms-lab.ts';

/** The on-line part of the compatibility checklist (protocol 9), in its wording. */
export function drmsSuite(): void {
  describe('compatibility checklist, on-line', () => {
    let lab: DrmsLab;
    let client: DrmsClient;
    let kis: DrmsClient;

    beforeAll(async () => {
      lab = await openDrmsLab();
      client = lab.client({ email: demoEmail });
      kis = lab.smallClient();
    });
    beforeEach(() => lab.reset());
    afterAll(() => lab.close());

    const seriesNames = async (of: DrmsClient, filter?: string): Promise<string[]> =>
      (await of.series(filter)).map(({ name }) => name.toLowerCase());

    it('Series list contains hmi.v_45s hmi.m_720s hmi.ic_720s aia.lev1 aia.lev1_euv_12s mdi.fd_v (case-insensitive; KIS without the AIA ones)', async () => {
      expect(await seriesNames(client)).toEqual(
        expect.arrayContaining(['hmi.v_45s', 'hmi.m_720s', 'hmi.ic_720s', 'aia.lev1', 'aia.lev1_euv_12s', 'mdi.fd_v']),
      );
      expect(await seriesNames(kis)).toEqual(
        expect.arrayContaining(['hmi.v_45s', 'hmi.m_720s', 'hmi.ic_720s', 'mdi.fd_v']),
      );
    });

    it.each(['hmi', 'aia', 'mdi'])(
      'filter %s\\. gives only names starting so, from both kinds of list',
      async (namespace) => {
        for (const one of [client, kis]) {
          const names = await seriesNames(one, `${namespace}\\.`);
          expect(names.length).toBeGreaterThan(0);
          for (const name of names) expect(name).toMatch(new RegExp(`^${namespace}\\.`));
        }
      },
    );

    it.each([
      ['hmi.v_45s', ['T_REC', 'CAMERA'], ['Dopplergram']],
      ['hmi.m_720s', ['T_REC', 'CAMERA'], ['magnetogram']],
      ['hmi.v_sht_2drls', ['LMIN', 'NACOEFF'], ['split', 'rot', 'err']],
      ['aia.lev1', ['T_REC', 'FSN'], []],
      ['aia.lev1_euv_12s', ['T_REC', 'WAVELNTH'], []],
      ['aia.response', ['T_START', 'WAVE_STR'], []],
      ['iris.lev1', ['T_OBS', 'FSN'], []],
      ['mdi.fd_m_lev182', ['T_REC'], []],
    ])('Structure: %s %j / %j. Every prime key is also a keyword', async (series, primeKeys, segments) => {
      const info = await client.info(series);
      expect(info.primekeys).toEqual(expect.arrayContaining(primeKeys));
      expect(info.segments.map(({ name }) => name)).toEqual(expect.arrayContaining(segments));
      const keywords = await client.keys(series);
      for (const key of await client.primeKeys(series)) expect(keywords).toContain(key);
    });

    describe('Query hmi.v_45s[2013.07.03_08:42_TAI/3m]', () => {
      const recordSet = 'hmi.v_45s[2013.07.03_08:42_TAI/3m]';

      it('keys T_REC, CRLT_OBS, segment Dopplergram → two tables of 4 rows, CRLT_OBS ≈ 3.14159 (±1e-4)', async () => {
        const { keywords, segments, links, count } = await client.query(recordSet, {
          key: 'T_REC, CRLT_OBS',
          seg: 'Dopplergram',
        });
        expect([count, keywords.length, segments.length, links.length]).toEqual([4, 2, 1, 0]);
        const [times, latitudes] = keywords;
        expect(cellsOf(times)).toEqual([1151916120, 1151916165, 1151916210, 1151916255]);
        for (const value of cellsOf(latitudes)) {
          expect(value).toBeGreaterThan(3.14149);
          expect(value).toBeLessThan(3.14169);
        }
        expect(segments[0]?.path.length).toBe(4);
      });

      it('key only and seg only → one table', async () => {
        const keysOnly = await client.query(recordSet, { key: ['T_REC'] });
        expect([keysOnly.keywords.length, keysOnly.segments.length, keysOnly.links.length]).toEqual([1, 0, 0]);
        const segmentsOnly = await client.query(recordSet, { seg: 'Dopplergram' });
        expect([segmentsOnly.keywords.length, segmentsOnly.segments.length]).toEqual([0, 1]);
      });

      it('link MDATA on hmi.B_720s[2013.07.03_08:42_TAI/40m] → 3 rows', async () => {
        const { links } = await client.query('hmi.B_720s[2013.07.03_08:42_TAI/40m]', { link: 'MDATA' });
        expect(links.map(({ name, length }) => [name, length])).toEqual([['MDATA', 3]]);
      });
    });

    it('Nothing requested → argument error', async () => {
      const asking = client.query('hmi.v_45s[2013.07.03_08:42_TAI/3m]', {});
      await expect(asking).rejects.toMatchObject({
        code: 'invalid-input',
        message: 'At least one key, seg or link must be specified',
      });
      expect(lab.requests()).toEqual([]);
    });

    it('Bogus names on 3 records → Invalid KeyLink, InvalidSegName, Invalid_Link', async () => {
      const { keywords, segments, links } = await client.query('hmi.B_720s[2013.07.03_08:42_TAI/40m]', {
        key: 'foo',
        seg: 'bar',
        link: 'baz',
      });
      expect(cellsOf(keywords[0])).toEqual(['invalid-key', 'invalid-key', 'invalid-key']);
      expect(cellsOf(segments[0]?.path)).toEqual(['invalid-key', 'invalid-key', 'invalid-key']);
      expect(cellsOf(links[0])).toEqual(['invalid-link', 'invalid-link', 'invalid-link']);
    });

    it('pkeys alone → exactly the prime keys in order', async () => {
      const { keywords } = await client.query('hmi.v_45s[2013.07.03_08:42_TAI/3m]', { primeKeys: true });
      expect(keywords.map(({ name }) => name)).toEqual(['T_REC', 'CAMERA']);
      const more = await client.query('hmi.v_45s[2013.07.03_08:42_TAI/3m]', {
        primeKeys: true,
        key: 'CRLT_OBS, T_REC, CRLT_OBS',
      });
      expect(more.keywords.map(({ name }) => name)).toEqual(['T_REC', 'CAMERA', 'CRLT_OBS']);
    });

    it('Record index over /4m → 5 names containing hmi.V_45s', async () => {
      const { recordNames, online } = await client.query('hmi.V_45s[2013.07.03_08:42_TAI/4m]', {
        key: 'T_REC',
        recinfo: true,
      });
      expect(cellsOf(recordNames ?? undefined)).toEqual(Array(5).fill(expect.stringContaining('hmi.V_45s')));
      expect(online?.length).toBe(5);
    });

    it('Series foo → query error', async () => {
      await expect(client.query('foo', { key: 'T_REC' })).rejects.toBeInstanceOf(DrmsQueryError);
      await expect(client.count('demo.nope')).rejects.toMatchObject({
        code: 'not-found',
        message: 'series not found [status=1]',
        status: 1,
      });
    });

    it('**ALL** on hex-bearing records converts without failing; the **ALL** constant is a string and works as a key', async () => {
      expect(ALL).toBe('**ALL**');
      const { keywords, info } = await client.query('hmi.v_45s[2013.07.03_08:42_TAI/3m]', { key: ALL });
      expect(keywords.map(({ name }) => name)).toEqual(info.keywords.map(({ name }) => name));
      expect(keywords.find(({ name }) => name === 'QUALITY')).toMatchObject({ kind: 'integer', hex: true, length: 4 });
    });

    it.each(['notregistered@example.com', 'not-valid', ''])(
      'E-mail %j → check false; setter and constructor raise "Email address is invalid or not registered"',
      async (address) => {
        const one = lab.client();
        expect(await one.checkEmail(address)).toMatchObject({ registered: false });
        const refusal = { code: 'invalid-input', message: 'Email address is invalid or not registered' };
        await expect(one.setEmail(address)).rejects.toMatchObject(refusal);
        expect(one.email).toBeNull();
        if (address === '') return;
        // A constructor cannot wait: what it was given is checked when it is needed first.
        await expect(lab.client({ email: address }).export({ recordSet: 'demo.m_96m[$]' })).rejects.toMatchObject(
          refusal,
        );
        expect(lab.requests().filter(({ path }) => path.includes('exp_request'))).toEqual([]);
      },
    );

    it('a registered one passes all three', async () => {
      const one = lab.client();
      expect(await one.checkEmail(demoEmail)).toEqual({
        registered: true,
        status: 2,
        message: expect.any(String),
      });
      await one.setEmail(demoEmail);
      expect(one.email).toBe(demoEmail);
      await one.setEmail(null);
      expect(one.email).toBeNull();
      const constructed = lab.client({ email: demoEmail });
      expect((await constructed.export({ recordSet: 'hmi.v_45s[2013.07.03_08:42_TAI/3m]{Dopplergram}' })).state).toBe(
        'ok',
      );
    });

    const finished = async (request: ExportRequest) => {
      expect(await request.wait({ timeoutS: 60 })).toBe(true);
      return { ...request.files(), protocol: request.answer.protocol };
    };

    it.each(['url_quick', 'url'])(
      'Export as-is, method %s, of hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]{split,rot,err}: succeeds, protocol as-is, 9 URLs',
      async (method) => {
        const request = await client.export({
          recordSet: 'hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]{split,rot,err}',
          method,
          protocol: 'as-is',
        });
        const { rows, problems, protocol } = await finished(request);
        expect([protocol, rows.length, problems]).toEqual(['as-is', 9, []]);
        for (const { record, fileName } of rows) {
          expect(record?.toLowerCase()).toMatch(/^hmi\.v_sht_2drls\[2024\.09\.19_00:00:00_tai\].*\{(split|rot|err)\}$/);
          expect(fileName).toMatch(/(err\.2d|rot\.2d|splittings\.out)$/);
        }
      },
    );

    it('Export FITS of hmi.sharp_720s[4864][2014.11.30_00:00_TAI]{continuum, magnetogram} by url: 2 URLs', async () => {
      const request = await client.export({
        recordSet: 'hmi.sharp_720s[4864][2014.11.30_00:00_TAI]{continuum, magnetogram}',
        method: 'url',
        protocol: 'fits',
      });
      const { rows, protocol } = await finished(request);
      expect([protocol, rows.length]).toEqual(['fits', 2]);
      for (const { record, fileName } of rows) {
        expect(record?.toLowerCase()).toMatch(/\[2014\.11\.30_00:00:00_tai\]$/);
        expect(fileName).toMatch(/(continuum|magnetogram)\.fits$/);
      }
    });

    it.each<[string, string, Record<string, Record<string, string | number>>]>([
      [
        'im_patch',
        'aia.lev1_euv_12s[2014-01-01T00:00:01Z/1m@12s][171]{image}',
        {
          im_patch: {
            t_ref: '2014-01-01T00:00:01.000',
            t: 0,
            locunits: 'arcsec',
            boxunits: 'arcsec',
            x: -517.2,
            y: -246,
            width: 345.6,
            height: 345.6,
          },
        },
      ],
      ['rebin', 'hmi.M_720s[2020-10-17_22:12:00_TAI/24m]{magnetogram}', { rebin: { method: 'boxcar', scale: 0.25 } }],
    ])('%s exports: success, records start with …_mod', async (_, recordSet, process) => {
      const { rows, warnings } = await finished(
        await client.export({ recordSet, method: 'url', protocol: 'fits', process }),
      );
      expect(rows.length).toBeGreaterThan(1);
      expect(warnings).toEqual([]);
      const series = recordSet.slice(0, recordSet.indexOf('[')).toLowerCase();
      for (const { record } of rows) expect(record?.toLowerCase().startsWith(`${series}_mod`)).toBe(true);
    });

    it('Unknown step → argument error before any request', async () => {
      const exporting = client.export({ recordSet: 'aia.lev1_euv_12s[$]', process: { foobar: {} } });
      await expect(exporting).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(/^foobar is not one of the allowed processing options: \[/),
      });
      expect(lab.requests()).toEqual([]);
    });

    it('Export without e-mail → "The email argument is required, when no default email address was set."', async () => {
      const exporting = lab.client().export({ recordSet: 'hmi.v_45s[2013.07.03_08:42_TAI/3m]' });
      await expect(exporting).rejects.toMatchObject({
        message: 'The email argument is required, when no default email address was set.',
      });
      await expect(exporting).rejects.toBeInstanceOf(DrmsError);
      expect(lab.requests()).toEqual([]);
    });

    it('KIS: setting an e-mail, exporting, reattaching by id → not supported', async () => {
      await expect(kis.setEmail(demoEmail)).rejects.toBeInstanceOf(DrmsOperationNotSupported);
      await expect(kis.export({ recordSet: 'hmi.v_45s[$]' })).rejects.toBeInstanceOf(DrmsOperationNotSupported);
      await expect(kis.exportFromId('JSOC_20160402_001')).rejects.toBeInstanceOf(DrmsOperationNotSupported);
      expect(lab.requests()).toEqual([]);
    });
  });
}
