import { describe, expect, it } from 'vitest';
import { freshExports, user } from './test-exports.ts';

const demo = freshExports();
const golden = 'hmi.v_45s[2013.07.03_08:42_TAI/3m]{Dopplergram}';

describe('what is refused, in the order of the server', () => {
  it.each([
    ['a semicolon anywhere', 'demo.nope;', { notify: 'nobody' }, 4, "';' not allowed"],
    ['an unbalanced quote', "demo.nope[? x='a ?]", {}, 4, 'unbalanced'],
    ['an unknown address', 'demo.nope', { notify: 'nobody@example.com' }, 4, 'is not registered'],
    ['an unknown series', 'demo.nope', {}, 4, "Cannot export series 'demo.nope' - it does not exist."],
    ['several series', 'demo.log,demo.v_45s', {}, 4, 'Cannot specify subsets of records from different series.'],
    ['a bad record set', 'hmi.v_45s[', {}, 4, 'Bad record-set query'],
    ['an unknown method', 'demo.log', { method: 'pigeon' }, 4, 'method'],
    ['an unknown protocol', 'demo.log', { protocol: 'gif' }, 4, 'protocol'],
    [
      'too many records',
      'demo.million_60s[2015.01.01_TAI/365d]',
      {},
      4,
      'Can not open RecordSet 1 is too many records in one request.',
    ],
    ['a long query', 'x'.repeat(8193), {}, 4, '8192'],
    ['nothing to send quickly', 'demo.log', { method: 'url_quick' }, 4, 'There are no files in this RecordSet'],
  ])('%s', async (_, ds, more, status, message) => {
    expect(await demo.request(ds, more)).toEqual({ status, error: expect.stringContaining(message) });
  });

  it('more than a hundred gigabytes, before processing unless told', async () => {
    demo.server.control.change({ mostMegabytes: 30 });
    const ds = 'demo.large[2016.04.01_TAI/1d]{Dopplergram}';
    expect(await demo.request(ds)).toEqual({
      ...{ requestid: 'VOID', method: 'url', protocol: 'as-is', wait: 0, status: 3, count: 1, size: 68 },
      error: 'Request exceeds max byte limit of 30MB',
    });
    expect(await demo.request(ds, { sizeratio: '0.1' })).toMatchObject({ status: 2 });
  });

  it('a second request while one is pending, even the same', async () => {
    const { requestid } = await demo.request(golden);
    const refusal = await demo.request(golden);
    expect(refusal).toEqual({
      status: 7,
      error: `User ${user} has 1 pending export requests (${requestid}); please wait until at least one request has completed before submitting a new one.`,
    });
    demo.finish();
    expect(await demo.request('demo.m_96m[$]')).toMatchObject({ status: 2 });
  });

  it('too many of one host', async () => {
    demo.server.control.change({ pendingPerHost: 1 });
    demo.server.control.register('ada@example.org');
    await demo.request(golden);
    expect(await demo.request('demo.m_96m[$]', { notify: 'ada@example.org' })).toMatchObject({
      status: 7,
      error: expect.stringContaining('IP address'),
    });
  });

  it('what lies where nobody reaches it', async () => {
    const { status, error } = await demo.request('demo.m_96m[:#14]');
    const id = demo.server.control.requestIds()[0];
    expect([status, error]).toEqual([25, expect.stringContaining(String(id))]);
    expect(await demo.status(id)).toMatchObject({ status: 25, wait: 999999 });
  });
});

describe('what is accepted', () => {
  it('answers quick requests at once, with numbers and full paths', async () => {
    const answer = await demo.request(golden, { method: 'url_quick' });
    expect(answer).toEqual({
      ...{
        rcount: 4,
        count: 4,
        size: 1,
        dir: '',
        requestid: '',
        method: 'url_quick',
        protocol: 'as-is',
        wait: 0,
        status: 0,
      },
      data: expect.arrayContaining([
        {
          record: 'hmi.V_45s[2013.07.03_08:42:00_TAI][2]{Dopplergram}',
          filename: expect.stringMatching(/^\/SUM\d+\/D\d+\/S00000\/Dopplergram\.fits$/),
        },
      ]),
    });
    const [{ filename } = { filename: '' }] = answer.data as { filename: string }[];
    expect((await demo.bytes(filename)).toString('latin1', 0, 9)).toBe('SIMPLE  =');
  });

  it('queues the rest: 2, 1, 0', async () => {
    const queued = await demo.request(golden, { protocol: 'fits' });
    expect(queued).toEqual({
      ...{ status: 2, requestid: expect.stringMatching(/^JSOC_20160402_\d{3}$/), method: 'url', protocol: 'fits' },
      ...{ wait: 10, rcount: 4, size: 1 },
    });
    expect(await demo.status(queued.requestid)).toMatchObject({ status: 2, rcount: 0 });
    demo.clock.nowMs += 1500;
    expect(await demo.status(queued.requestid)).toMatchObject({ status: 1, wait: 9, rcount: 0 });
    demo.clock.nowMs += 3000;
    expect(await demo.status(queued.requestid)).toMatchObject({ status: '0', count: '4' });
  });

  it('lets a guess of the waiting time run below zero', async () => {
    demo.server.control.change({ queuedMs: 60_000 });
    const { requestid } = await demo.request(golden);
    demo.clock.nowMs += 35_000;
    expect(await demo.status(requestid)).toMatchObject({ wait: -25 });
  });

  it('queues a quick request whose data lie on tape', async () => {
    expect(await demo.request('demo.m_96m[:#12]', { method: 'url_quick' })).toMatchObject({ status: 2 });
  });

  it('gives the earlier id for an equal request within a day', async () => {
    const first = await demo.request(golden);
    demo.finish();
    expect(await demo.request(golden)).toMatchObject({ status: 2, requestid: first.requestid });
    demo.finish();
    expect((await demo.request(golden, { protocol: 'fits' })).requestid).not.toBe(first.requestid);
    demo.clock.nowMs += 86_400_001;
    expect((await demo.request(golden)).requestid).not.toBe(first.requestid);
  });

  it('takes POST, and a test mode', async () => {
    const body = new URLSearchParams({
      op: 'exp_request',
      ds: golden,
      notify: user,
      method: 'url',
      protocol: 'fits',
      t: '1',
    });
    expect(JSON.parse(await demo.text('jsoc_fetch', {}, { method: 'POST', body }))).toMatchObject({ status: 12 });
  });
});

describe('the quality filter', () => {
  const day = 'hmi.v_45s[2016.04.01_TAI/2d]';
  const records = async (ds: string, more = {}): Promise<unknown> => (await demo.request(ds, more)).rcount;

  it('leaves records without image out', async () => {
    const all = await demo.json('jsoc_info', { op: 'rs_summary', ds: day });
    expect(Number(await records(day))).toBeLessThan(Number(all.count));
  });

  it('stays away when a sub-set speaks of the quality, or when told', async () => {
    const all = (await demo.json('jsoc_info', { op: 'rs_summary', ds: day })).count;
    expect(await records(`${day}[? quality < 5000000 ?]`)).toBe(all);
    demo.finish();
    expect(await records(day, { q: '1' })).toBe(all);
  });

  it('of a mixed list keeps only the sub-sets without one', async () => {
    expect(await records('hmi.v_45s[2016.04.01_TAI/9m][? quality >= 0 ?],hmi.v_45s[2016.04.02_TAI/3m]')).toBe(4);
  });
});

describe('questions about requests', () => {
  it('knows ids by their form', async () => {
    expect(await demo.status('')).toEqual({ status: 4, error: 'RequestID must be provided' });
    expect(await demo.status('nonsense')).toEqual({ status: 4, error: "Bad RequestID 'nonsense' provided." });
    const unknown = { status: 4, error: 'invalid export DRMS record %s JSOC_20160402_999' };
    expect(await demo.status('JSOC_20160402_999')).toEqual(unknown);
    demo.server.control.change({ unknownIdStatus: 6 });
    expect(await demo.status('JSOC_20160402_999')).toMatchObject({
      status: 6,
      error: expect.stringContaining('Cant locate'),
    });
  });

  it('forgets what is older than a week, or on demand', async () => {
    const { requestid } = await demo.request(golden);
    demo.clock.nowMs += 8 * 86_400_000;
    const expired = {
      ...{ status: 5, requestid, method: 'url', protocol: 'as-is', wait: 999999, rcount: 0, size: 1 },
      ...{
        error: 'Request was completed but is now deleted, 7 day limit exceeded',
        contact: 'jsoc_help@jsoc.stanford.edu',
      },
    };
    expect(await demo.status(requestid)).toEqual(expired);
    const later = await demo.done('demo.m_96m[$]');
    demo.server.control.expire(String(later.requestid));
    expect(await demo.status(later.requestid)).toMatchObject({ status: 5 });
    const [{ filename } = { filename: '' }] = later.data as { filename: string }[];
    await expect(demo.bytes(`${later.dir}/${filename}`)).rejects.toThrow('404');
  });

  it('can end badly', async () => {
    const { requestid } = await demo.request(golden);
    demo.server.control.fail(String(requestid), -1, 'Terminated by staff.');
    expect(await demo.status(requestid)).toMatchObject({ status: -1, error: 'Terminated by staff.' });
    expect(() => demo.server.control.fail('JSOC_1', 4, '')).toThrow('no export request');
  });

  it('frees the pending place on demand, while the job goes on', async () => {
    const manage = (operation: string): Promise<unknown> =>
      demo.json('manage-request.sh', { address: user, operation, H: 'hmidb2' });
    expect(await manage('check')).toMatchObject({ status: '1' });
    const { requestid } = await demo.request(golden);
    expect(await manage('check')).toEqual({
      status: '2',
      msg: { request_id: requestid, start_time: '2016.04.02_10:00:00Z' },
    });
    expect(await manage('cancel')).toMatchObject({ status: '3' });
    expect(await demo.request('demo.m_96m[$]')).toMatchObject({ status: 2 });
    demo.finish();
    expect(await demo.status(requestid)).toMatchObject({ status: '0' });
    expect(await manage('nonsense')).toMatchObject({ status: '-4' });
  });

  it('does not do what it no longer does', async () => {
    expect(await demo.json('jsoc_fetch', { op: 'exp_repeat', requestid: 'JSOC_20160402_001' })).toEqual({
      status: 4,
      error: 'Re-Export requests temporarily disabled.',
    });
    for (const op of ['exp_history', 'exp_kinds'])
      expect(await demo.json('jsoc_fetch', { op })).toMatchObject({ status: 4 });
  });

  it('finds storage units, and stages those on tape', async () => {
    const { keywords } = await demo.json('jsoc_info', {
      op: 'rs_list',
      ds: 'demo.m_96m[:#10,#12,#14]',
      key: '*sunum*',
    });
    const [online, tape, lost] = (keywords as { values: number[] }[])[0]?.values ?? [];
    const units = (sunum: string): ReturnType<typeof demo.json> => demo.json('jsoc_fetch', { op: 'exp_su', sunum });
    expect(await units(`${online},${lost},1`)).toMatchObject({
      status: 0,
      data: [
        { sustatus: 'Y', path: `/SUM${Number(online) % 20}/D${online}/S00000` },
        { sustatus: 'X' },
        { sustatus: 'I' },
      ],
    });
    const staged = await units(`${tape}`);
    expect(staged).toMatchObject({ status: 2, requestid: expect.stringMatching(/_SU$/) });
    expect(await demo.status(staged.requestid)).toMatchObject({ status: 2 });
    demo.finish();
    expect(await demo.status(staged.requestid)).toMatchObject({ status: '0', count: '1', data: [{ sustatus: 'Y' }] });
    expect(await units('')).toMatchObject({ status: 4 });
  });
});

describe('faults of exports', () => {
  it('hash: fails once, then works', async () => {
    demo.server.control.setFaults([{ name: 'hash', path: 'exp_request' }]);
    expect(await demo.request(golden)).toEqual({ status: 4, error: 'Cant save new export-request hash.' });
    expect(await demo.request(golden)).toMatchObject({ status: 2 });
  });

  it('notyet: does not know the id at first', async () => {
    const { requestid } = await demo.request(golden);
    demo.server.control.setFaults([{ name: 'notyet', path: 'exp_status', count: 2 }]);
    expect(await demo.status(requestid)).toMatchObject({
      status: 4,
      error: expect.stringContaining('invalid export DRMS record'),
    });
    await demo.status(requestid);
    expect(await demo.status(requestid)).toMatchObject({ status: 2 });
  });
});
