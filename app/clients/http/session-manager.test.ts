import { describe, expect, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { SessionManager, type SessionNews, SignInDesk } from './session-manager.ts';

interface Ticket {
  number: number;
}

const refused = new AppError('auth-required', 'The password is refused.');

function lab(enter?: (number: number) => Promise<Ticket>) {
  const clock = new FakeClock();
  const news: SessionNews['kind'][] = [];
  const desk = new SignInDesk({ clock, onNews: ({ kind }) => void news.push(kind) });
  let signIns = 0;
  const manager = () =>
    new SessionManager<Ticket>({
      desk,
      enter: async () => {
        signIns += 1;
        return enter === undefined ? { number: signIns } : enter(signIns);
      },
      tooOften: () => new AppError('auth-required', 'It is lost again and again.'),
    });
  return { clock, news, desk, manager, signIns: () => signIns };
}

describe('a session', () => {
  test('is begun once for all who wait, and told', async () => {
    const { manager, news, signIns } = lab();
    const session = manager();
    const held = await Promise.all(Array.from({ length: 8 }, () => session.hold(undefined)));
    expect(new Set(held).size).toBe(1);
    expect([signIns(), news]).toEqual([1, ['signing-in', 'signed-in']]);
  });

  test('that eight requests find ended is renewed once; the last of them does not lose its successor', async () => {
    const { manager, signIns } = lab();
    const session = manager();
    const old = await session.hold(undefined);
    session.lose(old);
    const next = await session.hold(undefined);
    for (let late = 0; late < 7; late++) session.lose(old);
    expect(await session.hold(undefined)).toBe(next);
    expect(signIns()).toBe(2);
  });

  test('that is lost again and again is not fought for until a person asks or time has passed', async () => {
    const { manager, desk, signIns, clock, news } = lab();
    const session = manager();
    const loseTimes = async (times: number): Promise<void> => {
      for (let turn = 0; turn < times; turn++) session.lose(await session.hold(undefined));
    };
    await loseTimes(4);
    await expect(session.hold(undefined)).rejects.toThrow('again and again');
    expect([signIns(), news.at(-1)]).toEqual([4, 'failed']);
    desk.reopen();
    await loseTimes(3);
    await clock.advance(5 * 60_000);
    await loseTimes(3);
    await session.hold(undefined);
  });

  test('that is in doubt is begun anew without counting as lost', async () => {
    const { manager, signIns } = lab();
    const session = manager();
    for (let turn = 0; turn < 10; turn++) session.doubt(await session.hold(undefined));
    expect(signIns()).toBe(10);
  });

  test('that is dropped while it is being made is not kept', async () => {
    const gate = Promise.withResolvers<Ticket>();
    const { manager } = lab(() => gate.promise);
    const session = manager();
    const waiting = session.hold(undefined);
    expect(session.drop()).toBeUndefined();
    gate.resolve({ number: 1 });
    await waiting;
    expect(session.current).toBeUndefined();
  });
});

describe('a refused password', () => {
  test('is sent once, whichever of two sessions asks and however often', async () => {
    const { manager, desk, signIns, news } = lab(() => Promise.reject(refused));
    const [reader, writer] = [manager(), manager()];
    const asked = [reader, writer, reader, writer].map((session) => session.hold(undefined));
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toMatchObject({ status: 'rejected', reason: refused });
    await expect(reader.hold(undefined)).rejects.toBe(refused);
    expect([signIns(), news]).toEqual([1, ['signing-in', 'failed']]);
    desk.reopen();
    await expect(writer.hold(undefined)).rejects.toBe(refused);
    expect(signIns()).toBe(2);
  });

  test('is not what a server out of order says: the next one tries again', async () => {
    const { manager, signIns } = lab((number) =>
      number === 1 ? Promise.reject(new AppError('network', 'Not reached.')) : Promise.resolve({ number }),
    );
    const session = manager();
    await expect(session.hold(undefined)).rejects.toMatchObject({ code: 'network' });
    expect(await session.hold(undefined)).toEqual({ number: 2 });
    expect(signIns()).toBe(2);
  });
});
