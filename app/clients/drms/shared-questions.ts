import { cancelledError } from '../http/transport-error.ts';

/**
 * Answers that hold for the life of the client, each asked for once. Callers that come meanwhile share the question;
 * it is given up when all of them have left. A failure is not remembered.
 */
export class SharedQuestions<T> {
  private readonly questions = new Map<string, Question<T>>();

  ask(key: string, fetch: (signal: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(cancelledError('connecting', signal.reason));
    const question = this.questions.get(key) ?? this.open(key, fetch);
    if (signal === undefined) {
      question.stays = true;
      return question.answer;
    }
    question.waiters += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        reject(cancelledError('sent', signal.reason));
        question.waiters -= 1;
        if (question.waiters > 0 || question.stays || question.done) return;
        this.questions.delete(key);
        question.controller.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      question.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  private open(key: string, fetch: (signal: AbortSignal) => Promise<T>): Question<T> {
    const controller = new AbortController();
    const question: Question<T> = {
      controller,
      waiters: 0,
      stays: false,
      done: false,
      answer: fetch(controller.signal),
    };
    this.questions.set(key, question);
    question.answer.then(
      () => {
        question.done = true;
      },
      () => {
        if (this.questions.get(key) === question) this.questions.delete(key);
      },
    );
    return question;
  }
}

interface Question<T> {
  controller: AbortController;
  answer: Promise<T>;
  /** Callers that may leave. */
  waiters: number;
  /** A caller waits who cannot leave. */
  stays: boolean;
  done: boolean;
}
