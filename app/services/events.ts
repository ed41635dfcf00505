import type { AppEvent, Message } from '../contract/app.ts';
import type { AppError } from '../contract/app-error.ts';
import type { News } from '../contract/news.ts';
import type { Clock } from '../platform/platform.ts';

const keptMessages = 500;

/** Tells the windows what became stale and what went wrong. Keeps the last messages of this run. */
export class EventHub {
  private readonly clock: Clock;
  private readonly listeners = new Set<(event: AppEvent) => void>();
  private readonly kept: Message[] = [];
  private nextId = 1;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** What happens where nobody looks is worth a word of the desktop. */
  news(news: News): void {
    this.emit({ kind: 'news', news });
  }

  stale(names: readonly string[]): void {
    this.emit({ kind: 'stale', names: [...names] });
  }

  message(
    level: Message['level'],
    text: string,
    about: Partial<Pick<Message, 'remedy' | 'code' | 'source' | 'jobId'>> = {},
  ): void {
    const message: Message = {
      id: this.nextId++,
      level,
      text,
      remedy: about.remedy ?? null,
      code: about.code ?? null,
      source: about.source ?? null,
      jobId: about.jobId ?? null,
      timeUtc: new Date(this.clock.nowMs()).toISOString(),
    };
    this.kept.unshift(message);
    this.kept.length = Math.min(this.kept.length, keptMessages);
    this.emit({ kind: 'message', message });
  }

  failure(error: AppError, level: Message['level'] = 'bad'): void {
    this.message(level, error.message, {
      remedy: error.remedy ?? null,
      code: error.code,
      source: error.source ?? null,
    });
  }

  /** Newest first. */
  messages(): Message[] {
    return [...this.kept];
  }

  /** Every event from now on, until the caller leaves. */
  async *watch(signal: AbortSignal): AsyncGenerator<AppEvent, void, void> {
    const waiting: AppEvent[] = [];
    let wake = (): void => undefined;
    const listener = (event: AppEvent): void => {
      waiting.push(event);
      wake();
    };
    const onAbort = (): void => wake();
    this.listeners.add(listener);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      while (!signal.aborted) {
        const event = waiting.shift();
        if (event !== undefined) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (waiting.length > 0 || signal.aborted) resolve();
          });
      }
    } finally {
      this.listeners.delete(listener);
      signal.removeEventListener('abort', onAbort);
    }
  }

  private emit(event: AppEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
