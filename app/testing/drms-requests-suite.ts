import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DrmsClient, type ExportDraft, ServerConfig } from '../clients/drms/index.ts';
import { type DrmsLab, demoEmail, openDrmsLab } from './drms-lab.ts';

const info = '/cgi-bin/ajax/jsoc_info';
const fetching = '/cgi-bin/ajax/jsoc_fetch';

/** What goes over the wire, byte for byte, and what becomes of exports (protocol 2, 5.3, 6). */
export function drmsRequestsSuite(): void {
  describe('requests to a DRMS server', () => {
    let lab: DrmsLab;
    let client: DrmsClient;

    beforeAll(async () => {
      lab = await openDrmsLab();
      for (const address of ['ada@example.org', 'ada+sun@example.org']) lab.demo.control.register(address);
    });
    beforeEach(() => {
      lab.reset();
      client = lab.client({ email: demoEmail });
    });
    afterAll(() => lab.close());

    const paths = (): string[] => lab.requests().map(({ path }) => path);
    const lastPath = (): string => paths().at(-1) ?? '';

    it('lists of series', async () => {
      const small = lab.smallClient();
      await small.series();
      await small.series('hmi\\.');
      await small.series('NOT ^aia\\.');
      await client.series('mdi');
      await client.series();
      expect(paths()).toEqual([
        '/cgi-bin/ajax/show_series',
        '/cgi-bin/ajax/show_series?filter=hmi%5C.',
        '/cgi-bin/ajax/show_series?filter=NOT%20%5Eaia%5C.',
        '/cgi-bin/ajax/showextseries?dbhost=hmidb2&filter=mdi&info=1',
        '/cgi-bin/ajax/showextseries?dbhost=hmidb2&info=1',
      ]);
    });

    it('structures, once for each series', async () => {
      await Promise.all([client.info('hmi.V_45s'), client.info('HMI.v_45s[2016.04.01_TAI]')]);
      await client.info('hmi.v_45s{Dopplergram}');
      expect(paths()).toEqual([`${info}?op=series_struct&ds=hmi.v_45s`]);
    });

    it('counts and tables', async () => {
      const recordSet = "hmi.v_45s[2013.07.03_08:42_TAI/3m][? QUALITY >= 0 AND CAMERA = '2' ?]";
      const encoded =
        'hmi.v_45s%5B2013.07.03_08%3A42_TAI%2F3m%5D%5B%3F%20QUALITY%20%3E%3D%200%20AND%20CAMERA%20%3D%20%272%27%20%3F%5D';
      await client.info('hmi.v_45s');
      await client.count(recordSet, { n: -2 }).catch(() => undefined);
      expect(lastPath()).toBe(`${info}?op=rs_summary&ds=${encoded}&n=-2`);
      await client
        .query(recordSet, {
          key: 'T_REC, *recnum*',
          seg: ['Dopplergram'],
          link: '**ALL**',
          recinfo: true,
          n: 5,
          userhandle: 'q1',
        })
        .catch(() => undefined);
      expect(lastPath()).toBe(
        `${info}?op=rs_list&ds=${encoded}&key=T_REC%2C%2Arecnum%2A&seg=Dopplergram&link=%2A%2AALL%2A%2A&R=1&n=5&userhandle=q1`,
      );
    });

    it('addresses, quoted twice, and never without checkonly', async () => {
      expect(await client.checkEmail('ada+sun@example.org')).toMatchObject({ registered: true });
      expect(paths()).toEqual(['/cgi-bin/ajax/checkAddress.sh?address=ada%252Bsun%2540example.org&checkonly=1']);
      const quotedOnce = new URL('checkAddress.sh?address=ada%2Bsun%40example.org&checkonly=1', lab.demo.cgiUrl);
      expect(await (await fetch(quotedOnce)).json()).toMatchObject({ status: 2 });
    });

    it('exports, with every parameter in the order of the reference client', async () => {
      const draft: ExportDraft = {
        recordSet: 'hmi.v_45s[2016.04.01_TAI/1d@6h]{Dopplergram}',
        email: 'ada@example.org',
        method: 'url',
        protocol: 'fits',
        process: { im_patch: { t: 0, x: -517.2 } },
      };
      await client.export(draft);
      expect(lastPath()).toBe(
        `${fetching}?op=exp_request&format=json&ds=hmi.v_45s%5B2016.04.01_TAI%2F1d%406h%5D%7BDopplergram%7D` +
          '&notify=ada%40example.org&method=url&protocol=fits' +
          '&filenamefmt=hmi.v_45s.%7BT_REC%3AA%7D.%7BCAMERA%7D.%7Bsegment%7D' +
          '&process%3Dn=0%7Cim_patch%2Ct%3D0%2Cx%3D-517.2&requester=ada',
      );
    });

    it('exports without what may be left out', async () => {
      await client.export({ recordSet: 'hmi.v_45s[2016.04.01_TAI]', fileNameFormat: false, requester: false });
      expect(paths()).toEqual([
        '/cgi-bin/ajax/checkAddress.sh?address=demo%2540example.org&checkonly=1',
        `${fetching}?op=exp_request&format=json&ds=hmi.v_45s%5B2016.04.01_TAI%5D&notify=demo%40example.org&method=url_quick&protocol=as-is&process%3Dn=0`,
      ]);
    });

    it('images, with canonical arguments, quick ones by url', async () => {
      await client.export({
        recordSet: 'demo.large[2016.04.01_TAI]{Dopplergram}',
        method: 'URL_QUICK',
        protocol: 'JPG',
        protocolArguments: { CT: 'HEAT.SAO', scaling: 'minmaxgiven', size: 4, min: -1500.5, max: '1e3' },
        fileNameFormat: '{seriesname}.{segment}',
      });
      expect(lastPath()).toContain(
        '&method=url&protocol=jpg%2CCT%3Dheat.sao%2Cscaling%3DMINMAXGIVEN%2Csize%3D4%2Cmin%3D-1500.5%2Cmax%3D1000&filenamefmt=%7Bseriesname%7D.%7Bsegment%7D&',
      );
    });

    it('both spellings of the processing are one request to the server', async () => {
      const request = await client.export({
        recordSet: 'hmi.v_45s[2016.04.02_TAI]{Dopplergram}',
        method: 'url',
        protocol: 'fits',
        process: { rebin: { scale: 0.5 } },
      });
      expect(lastPath()).toContain('&process%3Dn=0%7Crebin%2Cscale%3D0.5&');
      await request.wait();
      const sent = new URL(lab.requests().find(({ path }) => path.includes('exp_request'))?.path ?? '', lab.demo.url);
      sent.searchParams.delete('process=n');
      sent.searchParams.set('process', 'n=0|rebin,scale=0.5');
      expect(await (await fetch(sent)).json()).toMatchObject({ requestid: request.id });
    });

    it('long queries go as a form, and again after a passing trouble', async () => {
      const long = `hmi.v_45s[2016.04.01_TAI][? CAMERA = 2 ${' '.repeat(1500)}?]`;
      await client.info('hmi.v_45s');
      lab.demo.control.setFaults([{ name: 'http500', status: 503, path: '^cgi-bin/ajax/jsoc_info' }]);
      expect(await client.count(long)).toBe(1);
      expect((await client.query(long, { key: 'T_REC' })).count).toBe(1);
      const posts = lab.requests().filter(({ method }) => method === 'POST');
      expect(posts.map(({ path, status }) => [path, status])).toEqual([
        [info, 503],
        [info, 200],
        [info, 200],
      ]);
    });

    it('Request headers: user agent present with product and runtime versions; URL unchanged', async () => {
      const seen: (string | undefined)[] = [];
      const server = createServer(({ url, headers }, response) => {
        seen.push(url, headers['user-agent']);
        response.end('{"status":0,"count":7}');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      // It listens on a port, so it has this form of address.
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/a%20b/~ask`;
      const one = lab.client({
        server: new ServerConfig({ name: 'OWN', url_jsoc_info: url }),
        userAgent: 'Quarry/9.9',
      });
      expect(await one.count('a.b')).toBe(7);
      expect(seen).toEqual(['/a%20b/~ask?op=rs_summary&ds=a.b', `Quarry/9.9 node/${process.versions.node}`]);
      await one.close();
      await new Promise((resolve) => server.close(resolve));
    });

    it('asks over one connection', async () => {
      await Promise.all([client.info('hmi.v_45s'), client.count('hmi.v_45s[2016.04.01_TAI]'), client.series()]);
      expect(lab.requests()).toHaveLength(3);
      expect(lab.demo.control.traffic().connections).toBe(1);
    });

    it('a caller who leaves takes nothing from the others who wait for the same structure', async () => {
      lab.demo.control.change({ latencyMs: 20 });
      const leaving = new AbortController();
      const left = client.info('hmi.v_45s', { signal: leaving.signal });
      const stays = client.info('hmi.v_45s', { signal: new AbortController().signal });
      leaving.abort();
      await expect(left).rejects.toMatchObject({ code: 'cancelled' });
      expect((await stays).primekeys).toEqual(['T_REC', 'CAMERA']);
      lab.demo.control.change({ latencyMs: 0 });
    });
  });

  describe('exports of a DRMS server', () => {
    let lab: DrmsLab;
    let client: DrmsClient;
    const golden = 'hmi.v_45s[2013.07.03_08:42_TAI/3m]{Dopplergram}';

    beforeAll(async () => {
      lab = await openDrmsLab();
    });
    beforeEach(() => {
      lab.reset();
      client = lab.client({ email: demoEmail });
    });
    afterAll(() => lab.close());

    it('goes from the queue to the files, with looks as far apart as asked', async () => {
      const request = await client.export({ recordSet: golden, method: 'url', protocol: 'fits' });
      expect(request).toMatchObject({ state: 'pending', id: expect.stringMatching(/^JSOC_\d{8}_\d+$/) });
      expect(() => request.files()).toThrow('[status=2]');
      const seen: [number, number | null][] = [];
      const done = await request.wait({
        pollS: 1,
        onStatus: ({ status, recordCount }) => void seen.push([status, recordCount]),
      });
      expect([done, lab.clock.slept]).toEqual([true, [1000, 1000, 1000, 1000]]);
      expect(seen).toEqual([
        [1, 4],
        [1, 4],
        [1, 4],
        [0, 4],
      ]);
      const { rows, problems } = request.files();
      expect([rows.length, problems]).toEqual([4, []]);
      expect(rows[0]?.fileName).toBe('hmi.v_45s.20130703_084200_TAI.2.Dopplergram.fits');
      for (const { url } of rows) expect((await fetch(url)).status).toBe(200);
    });

    it('by the guess of the server, within reason', async () => {
      const request = await client.export({ recordSet: golden, method: 'url-tar', protocol: 'fits' });
      expect(await request.wait({ pollS: null })).toBe(true);
      expect(lab.clock.slept).toEqual([10_000]);
      const { rows } = request.files();
      expect(rows).toEqual([
        { record: null, fileName: `${request.id}.tar`, url: expect.stringMatching(/^http.*\/S00000\/JSOC_.*\.tar$/) },
      ]);
      expect((await fetch(rows[0]?.url ?? '')).status).toBe(200);
    });

    it('a wait that is too short says so and can be taken up again, also by the number alone', async () => {
      const request = await client.export({ recordSet: 'demo.m_96m[2016.04.01_TAI]', method: 'url', protocol: 'fits' });
      expect(await request.wait({ timeoutS: 3 })).toBe(false);
      const again = await client.exportFromId(request.id ?? '');
      expect(again).toMatchObject({ id: request.id, state: 'pending' });
      expect(await again.wait()).toBe(true);
      expect(await request.refresh()).toMatchObject({ status: 0 });
    });

    it('an abort ends a wait, and so does closing the client', async () => {
      const request = await client.export({ recordSet: 'demo.m_96m[2016.04.02_TAI]', method: 'url', protocol: 'fits' });
      await expect(request.wait({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
      await client.close();
      await expect(request.wait()).rejects.toMatchObject({ code: 'cancelled' });
    });

    it('an identical request of the same day is the same export', async () => {
      const draft: ExportDraft = { recordSet: 'demo.m_96m[2016.04.03_TAI]', method: 'url', protocol: 'fits' };
      const request = await client.export(draft);
      await request.wait();
      expect((await client.export(draft)).id).toBe(request.id);
    });

    it('one pending per address: the other is refused, can be asked about and cancelled', async () => {
      const request = await client.export({ recordSet: 'demo.m_96m[2016.04.04_TAI]', method: 'url', protocol: 'fits' });
      const second = client.export({ recordSet: 'demo.m_96m[2016.04.05_TAI]', method: 'url', protocol: 'fits' });
      await expect(second).rejects.toMatchObject({
        code: 'rate-limited',
        status: 7,
        message: expect.stringContaining(request.id ?? '?'),
      });
      expect(await client.pending(demoEmail)).toMatchObject({ requestId: request.id });
      expect(await client.cancel(demoEmail)).toBe(true);
      expect(await client.pending(demoEmail)).toBeNull();
      expect(await client.cancel(demoEmail)).toBe(false);
    });

    it.each([
      ['an unknown series', 'demo.nope[$]', 4, 'remote-failed'],
      ['data out of reach', 'demo.m_96m[:#14]', 25, 'remote-failed'],
    ])('%s is refused in the words of the server', async (_, recordSet, status, code) => {
      const exporting = client.export({ recordSet, method: 'url', protocol: 'fits' });
      await expect(exporting).rejects.toMatchObject({
        status,
        code,
        message: expect.stringMatching(new RegExp(` \\[status=${status}\\]$`)),
        remedy: expect.any(String),
      });
    });

    it('too large, too old, failed', async () => {
      lab.demo.control.change({ mostMegabytes: 30 });
      const large = client.export({ recordSet: 'demo.large[2016.04.01_TAI/1d]', method: 'url', protocol: 'as-is' });
      await expect(large).rejects.toMatchObject({ status: 3, details: { meaning: 'The export is too large.' } });
      lab.demo.control.change({ mostMegabytes: 100_000 });
      const old = await client.export({ recordSet: 'demo.m_96m[2016.04.06_TAI]', method: 'url', protocol: 'fits' });
      await old.wait();
      lab.demo.control.expire(old.id ?? '');
      const later = await client.exportFromId(old.id ?? '');
      expect(later.state).toBe('failed');
      await expect(later.wait()).rejects.toMatchObject({
        code: 'not-found',
        status: 5,
        remedy: expect.stringContaining('Contact: '),
      });
      const broken = await client.export({ recordSet: 'demo.m_96m[2016.04.07_TAI]', method: 'url', protocol: 'fits' });
      lab.demo.control.fail(broken.id ?? '', -1, 'terminated');
      await expect(broken.wait()).rejects.toMatchObject({ status: -1, message: 'terminated [status=-1]' });
    });

    it('movies and pictures', async () => {
      const movie = await client.export({
        recordSet: 'demo.v_45s[2016.04.01_TAI/2m][1]',
        method: 'url',
        protocol: 'mp4',
      });
      await movie.wait();
      const [first, ...frames] = movie.files().rows;
      expect(first).toMatchObject({ record: null, fileName: 'demo.mp4' });
      expect(frames.length).toBeGreaterThan(1);
      const tar = await client.export({
        recordSet: 'demo.v_45s[2016.04.01_TAI/2m][1]',
        method: 'url-tar',
        protocol: 'jpg',
      });
      await tar.wait();
      const [row] = tar.files().rows;
      expect(row?.fileName).toBe(`${tar.id}.tar`);
      expect((await fetch(row?.url ?? '')).status).toBe(200);
    });
  });
}
