import { expect, it } from 'vitest';
import { freshOpenbis } from '../test-demo.ts';

const demo = freshOpenbis();
const active = async (token: string): Promise<boolean> => (await demo.rpc('isSessionActive', [token])).result;

it('answers a wrong password with null, and a right one with a token that ends with logout', async () => {
  expect(await demo.rpc('login', ['demo', 'wrong'])).toEqual({ jsonrpc: '2.0', id: '2', result: null });
  const token = await demo.login();
  expect([await active(token), await active('nonsense')]).toEqual([true, false]);
  expect(await demo.rpc('logout', [token])).toMatchObject({ result: null });
  expect(await active(token)).toBe(false);
  const { error } = await demo.rpc('searchSpaces', [token, {}, {}]);
  expect(error).toMatchObject({ code: 0, message: expect.stringContaining('user is not logged in') });
  expect(error.data.exceptionTypeName).toMatch(/InvalidSessionException$/);
});

it('keeps hyphens of a name in its token', async () => {
  expect(await demo.login('eva-maria.o-neil')).toMatch(/^eva-maria\.o-neil-\d{15}x[0-9A-F]{32}$/);
});

it('ends the oldest session of a user at one more login, unless it may have more', async () => {
  const first = await demo.login();
  const other = await demo.login('admin');
  const second = await demo.login();
  expect([await active(first), await active(other), await active(second)]).toEqual([false, true, true]);
  demo.server.control.change({ sessionsPerUser: 0 });
  await demo.login();
  expect(await active(second)).toBe(true);
});

it('ends a session that is not used; asking whether it is active is no use', async () => {
  demo.server.control.change({ sessionMs: 1000 });
  const token = await demo.login();
  demo.clock.nowMs += 900;
  expect(await active(token)).toBe(true);
  demo.clock.nowMs += 900;
  expect(await active(token)).toBe(false);
  const kept = await demo.login();
  demo.clock.nowMs += 900;
  expect((await demo.rpc('getSessionInformation', [kept])).result).toMatchObject({ userName: 'demo' });
  demo.clock.nowMs += 900;
  expect(await active(kept)).toBe(true);
});

it('logs an administrator in as somebody else, and nobody without a name', async () => {
  expect((await demo.rpc('loginAs', ['admin', 'admin', 'observer'])).result).toMatch(/^observer-/);
  expect((await demo.rpc('loginAs', ['demo', 'demo', 'observer'])).result).toBeNull();
  expect((await demo.rpc('loginAsAnonymousUser', [])).result).toBeNull();
});

it('tells about itself in texts; to those who are not logged in, less', async () => {
  const { result } = await demo.rpc('getServerInformation', [await demo.login()]);
  expect(result).toMatchObject({ 'api-version': '3.7', 'project-samples-enabled': 'true' });
  expect(Object.values(result).every((value) => typeof value === 'string')).toBe(true);
  expect((await demo.rpc('getServerPublicInformation', [])).result['api-version']).toBeUndefined();
});

async function makeToken(session: string, days = 10): Promise<string> {
  const validFromDate = demo.clock.nowMs;
  const creation = { sessionName: 'workbench', validFromDate, validToDate: validFromDate + days * 86_400_000 };
  // A bare object, as some clients send it.
  return (await demo.rpc('createPersonalAccessTokens', [session, creation])).result[0].permId;
}

it('makes access tokens that work as sessions but cannot manage tokens or log out', async () => {
  const session = await demo.login();
  const token = await makeToken(session);
  expect(token).toMatch(/^\$pat-demo-\d{15}x[0-9A-F]{32}$/);
  expect((await demo.rpc('searchSpaces', [token, {}, {}])).result.totalCount).toBe(3);
  const information = (await demo.rpc('getSessionInformation', [token])).result;
  expect(information).toMatchObject({ personalAccessTokenSession: true, personalAccessTokenSessionName: 'workbench' });
  const { error } = await demo.rpc('searchPersonalAccessTokens', [token, {}, {}]);
  expect(error.message).toContain('cannot be used to manage personal access tokens');
  expect((await demo.rpc('logout', [token])).error).toBeDefined();
  expect(await active(token)).toBe(true);
  await demo.login();
  expect(await active(token)).toBe(true);
});

it('lists and deletes access tokens, cuts long validities, and forgets those that are over', async () => {
  const session = await demo.login();
  const token = await makeToken(session, 400);
  const [found] = (await demo.rpc('searchPersonalAccessTokens', [session, {}, {}])).result.objects;
  expect(found.validToDate - found.validFromDate).toBe(30 * 86_400_000);
  const id = { '@type': 'as.dto.pat.id.PersonalAccessTokenPermId', permId: token };
  await demo.rpc('deletePersonalAccessTokens', [session, [id], { reason: 'old' }]);
  expect(await active(token)).toBe(false);
  const short = await makeToken(session, 1);
  demo.clock.nowMs += 2 * 86_400_000;
  expect(await active(short)).toBe(false);
});
