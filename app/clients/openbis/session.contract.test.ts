import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenbisLab, openOpenbisLab } from '../../testing/openbis-lab.ts';
import { createOpenbisClient } from './index.ts';

let lab: OpenbisLab;
beforeAll(async () => {
  lab = await openOpenbisLab();
});
afterAll(() => lab.close());
afterEach(() => {
  lab.demo.control.setFaults([]);
  lab.demo.control.clearTraffic();
});

function calls(method: string): number {
  return lab.demo.control.requests().filter(({ path }) => path.endsWith(`#${method}`)).length;
}

describe('a session', () => {
  it('is begun at the first need, once for all who wait', async () => {
    const client = lab.client();
    expect(await client.session.isActive()).toBe(false);
    await Promise.all(Array.from({ length: 8 }, () => client.spaces.list()));
    expect(calls('login')).toBe(1);
    expect(await client.session.isActive()).toBe(true);
    expect(await client.session.information()).toEqual({
      ...{ user: 'demo', isPersonalTokenSession: false, personalTokenSessionName: null },
    });
  });

  it.each([1, 2, 5, 8])(
    'that ends before call %i of eight at once is renewed by one login, and nothing is lost',
    async (k) => {
      const client = lab.client();
      await client.spaces.list();
      lab.demo.control.clearTraffic();
      lab.demo.control.setFaults([{ name: 'expire', path: '#searchSpaces', every: k }]);
      const pages = await Promise.all(Array.from({ length: 8 }, () => client.spaces.list()));
      expect(pages.map(({ totalCount }) => totalCount)).toEqual(Array(8).fill(3));
      expect(calls('login')).toBe(1);
    },
  );

  it('ends with the log-out, and a later call begins a new one', async () => {
    const client = lab.client();
    const token = await client.session.token();
    await client.session.logOut();
    expect(await client.session.isActive()).toBe(false);
    const other = lab.client('demo', { login: { token } });
    await expect(other.spaces.list()).rejects.toMatchObject({ code: 'auth-required' });
    await client.spaces.list();
    expect(await client.session.token()).not.toBe(token);
  });

  it('that another login takes away again and again is not fought for', async () => {
    const client = lab.client();
    await client.spaces.list();
    lab.demo.control.setFaults([{ name: 'expire', path: '#searchSpaces', count: 20, every: 2 }]);
    let failure: unknown;
    for (let turn = 0; turn < 20 && failure === undefined; turn++)
      await client.spaces.list().catch((error: unknown) => {
        failure = error;
      });
    expect(failure).toMatchObject({ code: 'auth-required', details: { reason: 'taken-over' } });
    const logins = calls('login');
    await expect(client.spaces.list()).rejects.toMatchObject({ details: { reason: 'taken-over' } });
    expect(calls('login')).toBe(logins);
    lab.demo.control.setFaults([]);
    await client.session.logIn();
    expect((await client.spaces.list()).totalCount).toBe(3);
  });
});

describe('a wrong password', () => {
  it('is told in one sentence and sent once', async () => {
    const client = lab.client('demo', { login: { user: 'demo', password: 'wrong' } });
    for (let turn = 0; turn < 3; turn++)
      await expect(client.spaces.list()).rejects.toMatchObject({
        code: 'auth-required',
        source: 'lab',
        message: expect.stringContaining('login to openBIS failed'),
      });
    expect(calls('login')).toBe(1);
    await expect(client.session.logIn()).rejects.toMatchObject({ code: 'auth-required' });
    expect(calls('login')).toBe(2);
  });

  it('given later leaves the session alone', async () => {
    const client = lab.client();
    await client.spaces.list();
    await expect(client.session.logIn({ user: 'demo', password: 'wrong' })).rejects.toMatchObject({
      code: 'auth-required',
    });
    expect(await client.session.isActive()).toBe(true);
  });
});

describe('tokens', () => {
  it('of a session that somebody else began work until it ends', async () => {
    const token = await lab.client('observer').session.token();
    const client = lab.client('demo', { login: { token } });
    expect((await client.session.information()).user).toBe('observer');
    lab.demo.control.expireSessions('observer');
    await expect(client.spaces.list()).rejects.toMatchObject({ code: 'auth-required' });
    await expect(client.spaces.list()).rejects.toMatchObject({ code: 'auth-required' });
  });

  it('of a person are made, found again, used beside the session and deleted; nobody logs them out', async () => {
    const client = lab.client('admin');
    const made = await client.tokens.getOrCreate('workbench@test');
    expect((await client.tokens.getOrCreate('workbench@test')).permId).toBe(made.permId);
    expect((await client.tokens.list()).map(({ sessionName }) => sessionName)).toEqual(['workbench@test']);
    const other = lab.client('admin', { login: { token: made.permId } });
    expect(await other.session.information()).toMatchObject({
      ...{ user: 'admin', isPersonalTokenSession: true, personalTokenSessionName: 'workbench@test' },
    });
    await expect(other.tokens.list()).rejects.toMatchObject({ code: 'forbidden', failure: 'token-misuse' });
    await other.session.logOut();
    expect(calls('logout')).toBe(0);
    expect((await other.spaces.list()).totalCount).toBe(3);
    await client.tokens.delete([made.permId], 'test');
    await expect(other.spaces.list()).rejects.toMatchObject({
      ...{ code: 'auth-required', message: expect.stringContaining('personal access token') },
    });
  });

  it('are in no record of a request', async () => {
    const records: unknown[] = [];
    const client = lab.client('demo', { observer: (record) => void records.push(record) });
    const token = await client.session.token();
    const folder = lab.folder();
    await client.dataSets.download(lab.demo.special.parent, { folder, signal: new AbortController().signal });
    expect(JSON.stringify(records)).not.toContain(token);
  });
});

describe('what is no openBIS server', () => {
  it.each<[string, number, string, string, string]>([
    ['a page of somebody else’s sign-in', 200, 'text/html', '<html>Sign in</html>', 'personal access token'],
    ['JSON of something else', 200, 'application/json', '{"hello":1}', 'Check whether the address'],
    ['an error page', 404, 'text/html', '<html>Not found</html>', 'Check the address'],
    ['a redirect', 302, 'text/html', '', 'sign-in page'],
  ])('%s is told', async (_, status, type, body, remedy) => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-type': type, location: 'https://sso.example/' }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A TCP server's address is never a pipe name.
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createOpenbisClient({ url, name: 'wrong', login: { user: 'a', password: 'b' } });
    const refusal = { code: 'bad-response', source: 'wrong', remedy: expect.stringContaining(remedy) };
    await expect(client.probe()).rejects.toMatchObject(refusal);
    await expect(client.spaces.list()).rejects.toMatchObject(refusal);
    await client.close();
    server.closeAllConnections();
    server.close();
  });

  it('passes as one only if it answers as one', async () => {
    await expect(lab.client().probe()).resolves.toBeUndefined();
    expect(calls('login')).toBe(0);
  });

  it('busy servers are asked again, then told', async () => {
    lab.demo.control.setFaults([{ name: 'http', status: 502, path: '#searchSpaces', count: 2 }]);
    expect((await lab.client().spaces.list()).totalCount).toBe(3);
    lab.demo.control.setFaults([{ name: 'http', status: 502, path: '#searchSpaces', count: 20 }]);
    await expect(lab.client().spaces.list()).rejects.toMatchObject({ code: 'remote-failed', retryable: true });
  });
});
