import type { GatherStep } from '../contract/mining.ts';

/** How far the samples of each source are read, for all windows that wait for them. */
export class GatherProgress {
  private readonly steps = new Map<string, GatherStep>();
  private readonly listeners = new Set<() => void>();

  /** @param step Null: nobody reads them any more. */
  note(source: string, step: GatherStep | null): void {
    if (step === null) this.steps.delete(source);
    else this.steps.set(source, step);
    for (const listener of this.listeners) listener();
  }

  /** The newest step whenever the last one has been taken, until the caller leaves. */
  async *watch(source: string, signal: AbortSignal): AsyncGenerator<GatherStep, void, void> {
    let wake = (): void => undefined;
    const listener = (): void => wake();
    this.listeners.add(listener);
    signal.addEventListener('abort', listener, { once: true });
    let last: GatherStep | undefined;
    try {
      while (!signal.aborted) {
        const step = this.steps.get(source);
        if (step !== undefined && step !== last) {
          last = step;
          yield step;
        } else
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (signal.aborted) resolve();
          });
      }
    } finally {
      this.listeners.delete(listener);
      signal.removeEventListener('abort', listener);
    }
  }
}
