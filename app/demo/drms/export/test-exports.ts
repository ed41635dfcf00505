import { type Answer, freshDrms, type TestDrms } from '../test-demo.ts';

export interface TestExports extends TestDrms {
  request(ds: string, more?: Record<string, string>): Promise<Answer>;
  status(id: unknown): Promise<Answer>;
  /** Moves the clock past queue and work. */
  finish(): void;
  /** Requests, waits and gives the finished index. */
  done(ds: string, more?: Record<string, string>): Promise<Answer>;
  bytes(path: unknown): Promise<Buffer>;
}

export const user = 'demo@example.org';

export function freshExports(options: Parameters<typeof freshDrms>[0] = {}): TestExports {
  const demo = freshDrms(options);
  const request: TestExports['request'] = (ds, more = {}) =>
    demo.json('jsoc_fetch', {
      op: 'exp_request',
      format: 'json',
      ds,
      notify: user,
      method: 'url',
      protocol: 'as-is',
      ...more,
    });
  const status: TestExports['status'] = (id) => demo.json('jsoc_fetch', { op: 'exp_status', requestid: String(id) });
  const finish = (): void => {
    demo.clock.nowMs += 5000;
  };
  return Object.assign(demo, {
    request,
    status,
    finish,
    async done(ds: string, more = {}) {
      const { requestid } = await request(ds, more);
      finish();
      return status(requestid);
    },
    async bytes(path: unknown) {
      const response = await fetch(demo.server.url + String(path).slice(1));
      if (!response.ok) throw new Error(`${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
  });
}
