import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestLab, type TestLab } from '../testing/juliabase-lab.ts';
import { nightlyCount } from '../testing/nightly.ts';
import { type OpenbisLab, openOpenbisLab } from '../testing/openbis-lab.ts';

const requests = 100;
const inParallel = 8;

/** Every k of a hundred at night, some that are spread over them every day. */
function chosen(): number[] {
  const count = nightlyCount(requests);
  return Array.from({ length: count }, (_, index) => 1 + Math.floor((index * requests) / count));
}

/** Does all requests, eight at a time; what is to happen happens before the k-th begins. */
async function batch(ask: () => Promise<unknown>, k: number, happen: () => void): Promise<number> {
  let begun = 0;
  let answered = 0;
  const work = async (): Promise<void> => {
    while (begun < requests) {
      begun += 1;
      if (begun === k) happen();
      await ask();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: inParallel }, work));
  return answered;
}

describe(`row 6: the login expires before request k of ${requests}, ${inParallel} in parallel`, () => {
  let lab: TestLab;
  let openbis: OpenbisLab;
  beforeAll(async () => {
    [lab, openbis] = await Promise.all([openTestLab(), openOpenbisLab()]);
  });
  afterAll(() => Promise.all([lab.close(), openbis.close()]));

  test('JuliaBase: the batch is complete with exactly one sign-in more', async () => {
    for (const k of chosen()) {
      const client = lab.client();
      await client.signIn();
      lab.demo.control.clearRequests();
      const ask = () => client.open('primary_keys?groups=*');
      expect(await batch(ask, k, () => lab.demo.control.expireSessions())).toBe(requests);
      expect(lab.demo.control.requestCounts()['POST login_remote_client'], `k = ${k}`).toBe(1);
      await client.close();
    }
  }, 600_000);

  test('openBIS: the batch is complete with exactly one login more', async () => {
    for (const k of chosen()) {
      const client = openbis.client();
      await client.session.logIn();
      openbis.demo.control.clearTraffic();
      expect(
        await batch(
          () => client.spaces.list(),
          k,
          () => openbis.demo.control.expireSessions('demo'),
        ),
      ).toBe(requests);
      const logins = openbis.demo.control.requests().filter(({ path }) => path.endsWith('#login'));
      expect(logins.length, `k = ${k}`).toBe(1);
      await client.close();
    }
  }, 600_000);
});
