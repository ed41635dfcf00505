import type { News } from '../app/contract/news.ts';
import type { ShellEvent } from './shell-events.ts';

/** The part of Electron's `Notification` that is used. */
export interface DesktopNotification {
  show(): void;
  on(event: 'click' | 'close', listener: () => void): unknown;
}

export interface NotificationParts {
  isSupported(): boolean;
  create(options: { title: string; body: string }): DesktopNotification;
  /** One of our windows is looked at. */
  hasFocus(): boolean;
  /** Brings the window to the front. */
  comeForward(): void;
  send(event: ShellEvent): void;
}

const mostRemembered = 200;

/** Shows what happened where nobody looks; a click leads there. */
export class Notifications {
  private readonly parts: NotificationParts;
  /** Several windows hear of the same. */
  private told: string[] = [];
  /** Electron forgets what nobody holds, and its click with it. */
  private readonly shown = new Set<DesktopNotification>();

  constructor(parts: NotificationParts) {
    this.parts = parts;
  }

  /** Whether it is shown. */
  show({ id, title, text, address }: News): boolean {
    const { isSupported, create, hasFocus } = this.parts;
    if (this.told.includes(id) || hasFocus() || !isSupported()) return false;
    this.told = [...this.told, id].slice(-mostRemembered);
    const notification = create({ title, body: text });
    notification.on('click', () => {
      this.shown.delete(notification);
      this.parts.comeForward();
      this.parts.send(
        address === null ? { kind: 'command', id: 'view.jobs' } : { kind: 'link', url: `quarry:/${address}` },
      );
    });
    notification.on('close', () => this.shown.delete(notification));
    this.shown.add(notification);
    notification.show();
    return true;
  }
}
