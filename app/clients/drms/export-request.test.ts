import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { pause } from '../http/pause.ts';
import { exportAnswerOf } from './export-answer.ts';
import { ExportRequest } from './export-request.ts';

/** An export of which the server says these things, one after the other, the last one for ever. */
function open(first: Record<string, unknown>, later: Record<string, unknown>[], isNew = true) {
  const clock = new FakeClock();
  const looksAtMs: number[] = [];
  const startMs = clock.monotonicMs();
  const request = new ExportRequest(
    {
      source: 'DEMO',
      clock,
      pause: (delayMs, signal) => pause(clock, delayMs, signal),
      isNew,
      isProcessed: false,
      async refresh() {
        looksAtMs.push((clock.monotonicMs() - startMs) / 1000);
        return exportAnswerOf({ method: 'url', ...(later.length > 1 ? later.shift() : later[0]) });
      },
      urlOf: (path) => path,
    },
    exportAnswerOf({ requestid: 'JSOC_1', ...first }),
  );
  return { clock, request, looksAtMs };
}

const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

describe('waiting for an export', () => {
  it('looks every five seconds, counted from the last look', async () => {
    const { clock, request, looksAtMs } = open({ status: 2 }, [{ status: 1 }, { status: '1' }, { status: '0' }]);
    await clock.advance(3000);
    const waiting = request.wait();
    await clock.advance(60_000);
    expect([await waiting, looksAtMs]).toEqual([true, [5, 10, 15]]);
  });

  it('is over at once for what is finished', async () => {
    const { request, looksAtMs } = open({ status: 0 }, []);
    expect([await request.wait(), await request.refresh(), looksAtMs]).toMatchObject([true, { status: 0 }, []]);
  });

  it.each([
    ['-25', 1],
    [999999, 60],
    ['12', 12],
    [undefined, 5],
  ])('takes the guess %j of the server as %d s', async (wait, seconds) => {
    const { clock, request, looksAtMs } = open({ status: 2, wait }, [{ status: 0 }]);
    const waiting = request.wait({ pollS: null });
    await clock.advance(100_000);
    expect([await waiting, looksAtMs]).toEqual([true, [seconds]]);
  });

  it('ends before a look that would come too late', async () => {
    const { clock, request, looksAtMs } = open({ status: 2 }, [{ status: 1 }]);
    const waiting = request.wait({ timeoutS: 12, pollS: 5 });
    await clock.advance(60_000);
    expect([await waiting, looksAtMs, request.state]).toEqual([false, [5, 10], 'pending']);
  });

  it.each([
    ['status 6', { status: 6, error: 'Cant locate export request' }],
    ['the words of newer servers', { status: 4, error: 'invalid export DRMS record %s JSOC_1' }],
  ])('a new export may be unknown for five looks: %s', async (_, unknown) => {
    const patient = open({ status: 2 }, [...Array(5).fill(unknown), { status: 0 }]);
    const waiting = patient.request.wait({ pollS: 1 });
    await patient.clock.advance(60_000);
    expect(await waiting).toBe(true);
    const never = open({ status: 2 }, [unknown]);
    const failing = outcomeOf(never.request.wait({ pollS: 1 }));
    await never.clock.advance(60_000);
    expect([await failing, never.looksAtMs.length]).toMatchObject([{ message: `${unknown.error} [status=6]` }, 6]);
    const impatient = open({ status: 2 }, [unknown]);
    const once = outcomeOf(impatient.request.wait({ pollS: 1, notFoundRetries: 0 }));
    await impatient.clock.advance(60_000);
    expect([await once, impatient.looksAtMs.length]).toMatchObject([{ status: 6 }, 1]);
  });

  it('an old one that is unknown is a failure', async () => {
    const { clock, request } = open({ status: 2 }, [{ status: 4, error: 'invalid export DRMS record' }], false);
    const failing = outcomeOf(request.wait());
    await clock.advance(60_000);
    expect(await failing).toMatchObject({ message: 'invalid export DRMS record [status=4]' });
  });

  it('a failure has the words of the server, or ours, with what to do', async () => {
    const { clock, request } = open({ status: 2 }, [{ status: 5, contact: 'help@example.org' }]);
    const failing = outcomeOf(request.wait());
    await clock.advance(60_000);
    expect(await failing).toMatchObject({
      code: 'not-found',
      message: 'DRMS export request failed. [status=5]',
      remedy: 'Submit it again. Contact: help@example.org.',
      source: 'DEMO',
      details: { requestId: 'JSOC_1', status: 5 },
    });
  });

  it('an abort ends it with "cancelled", and nobody is asked any more', async () => {
    const { clock, request, looksAtMs } = open({ status: 2 }, [{ status: 1 }]);
    const leaving = new AbortController();
    const waiting = outcomeOf(request.wait({ signal: leaving.signal }));
    await clock.advance(6000);
    leaving.abort();
    await clock.advance(60_000);
    expect([await waiting, looksAtMs]).toMatchObject([{ code: 'cancelled' }, [5]]);
  });

  it('tells every look, and keeps the number of records that later answers forget', async () => {
    const { clock, request } = open({ status: 2, rcount: 4 }, [
      { status: 1, rcount: 0 },
      { status: 0, count: '8' },
    ]);
    const seen: (number | null)[] = [];
    const waiting = request.wait({ onStatus: ({ recordCount }) => void seen.push(recordCount) });
    await clock.advance(60_000);
    expect([await waiting, seen]).toEqual([true, [4, 8]]);
  });
});

describe('files of an export', () => {
  it('are there when it is finished, for methods of HTTP', () => {
    expect(() => open({ status: 1 }, []).request.files()).toThrow('DRMS export request failed. [status=1]');
    expect(() => open({ status: 0, method: 'ftp' }, []).request.files()).toThrow(
      'Download is not supported for export method ftp',
    );
    const data = [{ record: 'a.b[1]{s}', filename: '/SUM1/s.fits' }];
    expect(open({ status: 0, method: 'url_quick', data }, []).request.files().rows).toHaveLength(1);
  });
});
