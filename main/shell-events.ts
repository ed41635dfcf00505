import { EventEmitter, on } from 'node:events';
import type { PanelSet } from '../app/contract/shell.ts';

export type ShellEvent =
  | { kind: 'command'; id: string }
  | { kind: 'link'; url: string }
  | { kind: 'panels'; panels: PanelSet; given: PanelSet['parts'] };

/** Menu commands and links on their way to the page; what comes before the page listens is kept for it. */
export class ShellEvents {
  private readonly emitter = new EventEmitter();
  private waiting: ShellEvent[] = [];

  send(event: ShellEvent): void {
    if (this.emitter.listenerCount('event') === 0) this.waiting.push(event);
    else this.emitter.emit('event', event);
  }

  async *watch(signal: AbortSignal): AsyncGenerator<ShellEvent, void, void> {
    const events = on(this.emitter, 'event', { signal });
    yield* this.waiting.splice(0);
    try {
      for await (const [event] of events) yield event as ShellEvent;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
