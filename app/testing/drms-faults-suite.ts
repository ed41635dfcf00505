import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DrmsClient, DrmsQueryError, isAppError } from '../clients/drms/index.ts';
import { cellsOf, type DrmsLab, demoEmail, openDrmsLab } from './drms-lab.ts';

const golden = 'hmi.v_45s[2013.07.03_08:42_TAI/3m]';
const answers = '^cgi-bin/';

/** What a client must make of the misbehaviour of real servers (protocol 7). */
export function drmsFaultsSuite(): void {
  describe('misbehaviour of a DRMS server', () => {
    let lab: DrmsLab;
    let client: DrmsClient;

    beforeAll(async () => {
      lab = await openDrmsLab();
    });
    beforeEach(() => {
      lab.reset();
      lab.demo.control.change({ unknownIdStatus: 4 });
      client = lab.client({ email: demoEmail });
    });
    afterAll(() => lab.close());

    const strike = (...faults: Parameters<DrmsLab['demo']['control']['setFaults']>[0]): void =>
      lab.demo.control.setFaults(faults.map((fault) => ({ path: answers, ...fault })));
    const failureOf = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      );

    describe('1 raw control characters or unescaped quotes', () => {
      it('in a structure: mended', async () => {
        const clean = await lab.client().info('hmi.v_45s');
        for (const [name, inserted] of [
          ['ctl', 'one\u0001two\nthree\t'],
          ['quote', 'the "best" '],
        ] as const) {
          strike({ name });
          expect(await lab.client().info('hmi.v_45s')).toEqual({ ...clean, note: inserted + clean.note });
        }
      });

      it.each(['ctl', 'quote'] as const)(
        'in a table (%s): mended, marked as repaired, values as without',
        async (name) => {
          const wishes = { key: 'T_REC, CRLT_OBS, QUALITY', recinfo: true };
          const clean = await client.query(golden, wishes);
          expect(clean.repaired).toBe(false);
          strike({ name });
          const mended = await client.query(golden, wishes);
          expect(mended.repaired).toBe(true);
          expect(mended.keywords).toEqual(clean.keywords);
        },
      );

      it('in names that are echoed', async () => {
        const { keywords, repaired } = await client.query(golden, { key: ['T_REC', 'no"such\u0002\\key'] });
        expect(repaired).toBe(true);
        expect(keywords.map(({ name }) => name)).toEqual(['T_REC', 'no"such\u0002\\key']);
      });

      it('in an export: what it says is made sure of before it is believed', async () => {
        const recordSet = 'hmi.v_45s[2016.04.01_TAI]{Dopplergram}';
        await client.export({ recordSet: 'demo.m_96m[2016.04.01_TAI]', method: 'url' });
        await lab.clock.sleep(60_000);
        strike({ name: 'quote', path: 'exp_request' });
        const request = await client.export({ recordSet, method: 'url', protocol: 'fits' });
        expect(request.answer.repaired).toBe(false);
        expect(lab.requests().at(-1)?.path).toContain(`op=exp_status&requestid=${request.id}`);
      });

      it('a structure that is never JSON', async () => {
        const info = await client.info('demo.odd_units');
        expect(info.keywords.length).toBeGreaterThan(0);
      });
    });

    it('2 show_series failure with an unquoted message; header missing', async () => {
      const small = lab.smallClient();
      const failure = await failureOf(small.series('('));
      expect(failure).toBeInstanceOf(DrmsQueryError);
      expect(failure).toMatchObject({ message: 'Series filter format error [status=1]', status: 1 });
      strike({ name: 'headless' });
      expect(await small.series('none')).toEqual([]);
      const wrapped = await failureOf(client.series('('));
      expect(wrapped).toMatchObject({ message: 'Invalid series filter. [status=1]' });
    });

    it('3 bytes ≥ 0x80', async () => {
      strike({ name: 'latin1' });
      expect((await client.info('hmi.v_45s')).note).toMatch(/^Größe µ ± é /);
      const { keywords } = await client.query('jsoc.demo_notes', { key: '**ALL**' });
      expect(keywords.flatMap((column) => cellsOf(column)).join(' ')).toMatch(/[À-ÿ]/);
    });

    describe('4 HTTP 500/502/503, HTML body', () => {
      it.each([500, 502, 503])('%i passes: asked again', async (status) => {
        strike({ name: 'http500', status, count: 3 });
        expect(await client.count(golden)).toBe(4);
        expect(lab.requests()).toHaveLength(4);
      });

      it('stays: the server is busy, with a remedy', async () => {
        strike({ name: 'http500', count: 100 });
        for (const ask of [() => client.count(golden), () => client.info('hmi.v_45s')])
          await expect(ask()).rejects.toMatchObject({
            code: 'remote-failed',
            source: 'DEMO',
            retryable: true,
            message: expect.stringContaining('answered with 500'),
            remedy: expect.stringContaining('split long queries'),
            details: { httpStatus: 500 },
          });
        expect(lab.requests()).toHaveLength(8);
      });

      it('waits as long as Retry-After says', async () => {
        strike({ name: 'http500', status: 503, headers: { 'Retry-After': '7' } });
        await client.count(golden);
        expect(lab.clock.slept[0]).toBeGreaterThanOrEqual(7000);
      });
    });

    it('5 HTTP 200 with HTML', async () => {
      await client.info('hmi.v_45s');
      strike({ name: 'html200', count: 4 });
      for (const ask of [
        () => client.count(golden),
        () => client.query(golden, { key: 'T_REC' }),
        () => client.series(),
      ])
        await expect(ask()).rejects.toMatchObject({
          code: 'bad-response',
          message: expect.stringMatching(/came back as a web page instead of data\.$/),
        });
      expect(lab.requests()).toHaveLength(4);
    });

    describe.each(['empty', 'cut'] as const)('6 empty body or cut-off JSON: %s', (name) => {
      it('once: asked again', async () => {
        strike({ name });
        expect(await client.count(golden)).toBe(4);
        await client.info('hmi.v_45s');
        strike({ name });
        expect((await client.query(golden, { key: 'T_REC' })).count).toBe(4);
      });

      it('twice: an error with the number of bytes', async () => {
        strike({ name, count: 100 });
        await expect(client.count(golden)).rejects.toMatchObject({
          code: 'bad-response',
          message: expect.stringMatching(/\(\d+ bytes\)/),
        });
        expect(lab.requests()).toHaveLength(2);
      });
    });

    describe('7 connection reset or refused, hanging', () => {
      it.each(['reset', 'drop'] as const)('%s passes: asked again', async (name) => {
        strike({ name, count: 2 });
        expect(await client.count(golden)).toBe(4);
        await client.info('hmi.v_45s');
        strike({ name, count: 2, offset: 40 });
        expect((await client.query(golden, { key: 'T_REC' })).count).toBe(4);
      });

      it('hangs: ends with a time-out, or when told', async () => {
        strike({ name: 'hang', count: 100 });
        const hasty = lab.client({ limits: { idleTimeoutMs: 30, retries: 0 } });
        expect(isAppError(await failureOf(hasty.count(golden)), 'timeout', 'network')).toBe(true);
        const leaving = new AbortController();
        const asking = client.query(golden, { key: 'T_REC' }, { signal: leaving.signal });
        leaving.abort();
        await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
        const closed = client.count(golden);
        await client.close();
        await expect(closed).rejects.toMatchObject({ code: 'cancelled' });
      });

      it('an export that got lost is sent once more, not oftener', async () => {
        await client.setEmail(demoEmail);
        await client.info('demo.m_96m');
        strike({ name: 'reset', path: 'exp_request', count: 100 });
        await expect(client.export({ recordSet: 'demo.m_96m[$]' })).rejects.toMatchObject({ code: 'network' });
        expect(lab.requests().filter(({ path }) => path.includes('exp_request'))).toHaveLength(2);
      });
    });

    it('8 slow answers', async () => {
      strike({ name: 'slow', delayMs: 30 });
      expect(await client.count(golden)).toBe(4);
    });

    it('9 huge answers: refused with the limit named, before they take the memory', async () => {
      await client.info('hmi.v_45s');
      strike({ name: 'huge', bytes: 70_000_000 });
      await expect(client.count(golden)).rejects.toMatchObject({
        code: 'bad-response',
        message: expect.stringMatching(/is larger than 64 MiB\.$/),
      });
      strike({ name: 'huge', bytes: 20_000_000 });
      await expect(client.query(golden, { key: 'T_REC' })).rejects.toMatchObject({
        code: 'bad-response',
        message: expect.stringContaining('longer than 1048576 bytes'),
      });
    });

    it('10 count: 0 without arrays: empty tables with the requested columns', async () => {
      const answer = await client.query('hmi.v_45s[1999.01.01_TAI]', {
        key: '**ALL**',
        seg: 'Dopplergram, foo',
        link: '**NONE**',
        recinfo: true,
      });
      expect(answer).toMatchObject({
        count: 0,
        keywords: answer.info.keywords.map(({ name }) => ({ name, length: 0 })),
        segments: [{ name: 'Dopplergram', path: { length: 0 } }, { name: 'foo' }],
        links: [],
        recordNames: { length: 0 },
        online: { length: 0 },
      });
      expect(answer.keywords.find(({ name }) => name === 'T_REC')?.kind).toBe('time');
    });

    it('11 parallel arrays shorter than count: padded', async () => {
      await client.info('hmi.v_45s');
      strike({ name: 'short' });
      const { keywords, segments, count } = await client.query(golden, { key: 'T_REC, CAMERA', seg: 'Dopplergram' });
      expect(count).toBe(4);
      for (const column of [...keywords, segments[0]?.path]) {
        expect(cellsOf(column).slice(0, 3)).not.toContain('absent');
        expect(cellsOf(column)[3]).toBe('absent');
      }
    });

    it('13 intermittent "Cant save new export-request hash.": the same request after 10 s', async () => {
      strike({ name: 'hash', path: 'exp_request' });
      const request = await client.export({ recordSet: `${golden}{Dopplergram}`, method: 'url', protocol: 'fits' });
      expect([request.state, lab.clock.slept]).toEqual(['pending', [10_000]]);
      await request.wait();
      strike({ name: 'hash', path: 'exp_request', count: 100 });
      await expect(client.export({ recordSet: 'demo.m_96m[2016.05.01_TAI]' })).rejects.toMatchObject({ status: 4 });
    });

    describe.each([4, 6] as const)('14 new id not found yet, status %i', (unknownIdStatus) => {
      const day = unknownIdStatus === 4 ? '2016.05.02_TAI' : '2016.05.03_TAI';

      it('asked again, five times at most', async () => {
        lab.demo.control.change({ unknownIdStatus });
        const request = await client.export({ recordSet: `demo.m_96m[${day}]`, method: 'url', protocol: 'fits' });
        strike({ name: 'notyet', path: 'exp_status', count: 5 });
        expect(await request.wait({ pollS: 1 })).toBe(true);
        expect(lab.clock.slept).toHaveLength(6);
      });

      it('then it is a failure', async () => {
        lab.demo.control.change({ unknownIdStatus });
        const request = await client.export({ recordSet: `demo.m_96m[${day}/2h]`, method: 'url', protocol: 'as-is' });
        strike({ name: 'notyet', path: 'exp_status', count: 100 });
        await expect(request.wait({ pollS: 1 })).rejects.toMatchObject({
          message: expect.stringContaining(request.id ?? ''),
        });
        expect(lab.clock.slept).toHaveLength(6);
      });
    });

    it('a number that was never given is no export', async () => {
      await expect((await client.exportFromId('JSOC_20160402_999')).wait()).rejects.toMatchObject({ status: 4 });
      await expect((await client.exportFromId('nonsense')).wait()).rejects.toMatchObject({
        message: "Bad RequestID 'nonsense' provided. [status=4]",
      });
    });

    it('15 success with warning pseudo-row, NoDataFile', async () => {
      strike({ name: 'nofits', path: 'exp_request' });
      const empty = await client.export({
        recordSet: 'demo.v_45s[2016.04.01_TAI][1]',
        method: 'url',
        protocol: 'fits',
      });
      await empty.wait();
      expect(empty.files()).toMatchObject({
        rows: [],
        problems: [{ message: expect.stringMatching(/^No FITS files were exported\./) }],
      });
      strike({ name: 'nodatafile', path: 'exp_request' });
      const gone = await client.export({
        recordSet: 'demo.v_45s[2016.04.02_TAI/3m][1]',
        method: 'url',
        protocol: 'as-is',
      });
      await gone.wait();
      const { rows, problems } = gone.files();
      expect([rows.length, problems]).toMatchObject([
        3,
        [{ record: expect.any(String), message: 'The server has no file for this record.' }],
      ]);
    });

    it('pictures of which one failed keep their records', async () => {
      strike({ name: 'nodatafile', path: 'exp_request' });
      const request = await client.export({
        recordSet: 'demo.v_45s[2016.04.03_TAI/3m][1]',
        method: 'url',
        protocol: 'jpg',
      });
      await request.wait();
      const { rows, problems } = request.files();
      expect(rows.map(({ record, fileName }) => [record, fileName])).toEqual([
        ['demo.V_45s[2016.04.03_00:00:45_TAI][1]', 'demo.v_45s.20160403_000045_TAI.1.Dopplergram.jpg'],
        ['demo.V_45s[2016.04.03_00:01:30_TAI][1]', 'demo.v_45s.20160403_000130_TAI.1.Dopplergram.jpg'],
        ['demo.V_45s[2016.04.03_00:02:15_TAI][1]', 'demo.v_45s.20160403_000215_TAI.1.Dopplergram.jpg'],
      ]);
      expect(problems).toMatchObject([{ record: 'demo.V_45s[2016.04.03_00:00:00_TAI][1]', fileName: null }]);
    });

    it('17 processing ignored: a warning', async () => {
      strike({ name: 'noproc', path: 'exp_request' });
      const request = await client.export({
        recordSet: 'demo.v_45s[2016.04.04_TAI][1]',
        method: 'url',
        protocol: 'fits',
        process: { rebin: { scale: 0.5 } },
      });
      await request.wait();
      expect(request.files().warnings).toEqual([expect.stringContaining('left out the processing')]);
    });

    it('19 MISSING beside numbers, 22 keywords whose link cannot be opened', async () => {
      const { keywords } = await client.query('demo.million_60s[2015.01.01_TAI/2d]', { key: 'DATAMEAN, QUALITY' });
      const [mean, quality] = keywords;
      expect(new Set(cellsOf(mean).filter((cell) => typeof cell === 'string'))).toEqual(new Set(['missing']));
      expect(cellsOf(quality).every((cell) => typeof cell === 'number')).toBe(true);
      expect(cellsOf(quality)).toContain(-0x80000000);
      const odd = await client.query('iris.lev1', { key: 'IAECFLFF', n: 2 });
      expect(cellsOf(odd.keywords[0])).toEqual(['invalid-key', 'invalid-key']);
    });

    it('21 weeks of outage: a named error, and all is well afterwards', async () => {
      strike({ name: 'down', count: 4 });
      await expect(client.count(golden)).rejects.toMatchObject({ code: 'network', retryable: true });
      expect(await client.count(golden)).toBe(4);
    });
  });
}
