import { describe, expect, it } from 'vitest';
import { SharedQuestions } from './shared-questions.ts';

describe('shared questions', () => {
  it('are asked once, and again after a failure', async () => {
    const questions = new SharedQuestions<number>();
    let asked = 0;
    const fetch = async (): Promise<number> => {
      asked += 1;
      if (asked === 1) throw new Error('down');
      return asked;
    };
    const first = [questions.ask('a', fetch, undefined), questions.ask('a', fetch, new AbortController().signal)];
    for (const answer of first) await expect(answer).rejects.toThrow('down');
    expect([await questions.ask('a', fetch, undefined), await questions.ask('a', fetch, undefined)]).toEqual([2, 2]);
  });

  it('are given up when all have left, not before', async () => {
    const questions = new SharedQuestions<number>();
    let aborted = 0;
    const never = (signal: AbortSignal): Promise<number> =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          aborted += 1;
          reject(new Error('aborted'));
        }),
      );
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = [one, two].map(({ signal }) => questions.ask('a', never, signal));
    one.abort();
    await expect(answers[0]).rejects.toMatchObject({ code: 'cancelled' });
    expect(aborted).toBe(0);
    two.abort();
    await expect(answers[1]).rejects.toMatchObject({ code: 'cancelled' });
    expect(aborted).toBe(1);
    await expect(questions.ask('a', never, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(await questions.ask('a', async () => 7, undefined)).toBe(7);
  });

  it('with a caller who cannot leave go on', async () => {
    const questions = new SharedQuestions<number>();
    const leaving = new AbortController();
    let answer = (_: number): void => undefined;
    const stays = questions.ask('a', () => new Promise((resolve) => (answer = resolve)), undefined);
    const left = questions.ask('a', async () => 0, leaving.signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    answer(3);
    expect(await stays).toBe(3);
  });
});
