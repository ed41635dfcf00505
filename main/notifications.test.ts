import { beforeEach, expect, test } from 'vitest';
import type { News } from '../app/contract/news.ts';
import { type NotificationParts, Notifications } from './notifications.ts';

const news: News = { id: '1', about: 'queries', title: 'Magnetograms', text: '3 rows are new.', address: '/query/q1' };
let shown: { title: string; body: string; click(): void }[];
let sent: unknown[];
let focus: boolean;
let cameForward: number;

const parts: NotificationParts = {
  isSupported: () => true,
  hasFocus: () => focus,
  create: ({ title, body }) => {
    const listeners: Record<string, () => void> = {};
    return {
      on: (event, listener) => {
        listeners[event] = listener;
      },
      show: () => void shown.push({ title, body, click: () => listeners.click?.() }),
    };
  },
  comeForward: () => {
    cameForward += 1;
  },
  send: (event) => void sent.push(event),
};

beforeEach(() => {
  [shown, sent, focus, cameForward] = [[], [], false, 0];
});

test('a click brings the window and the panel', () => {
  const notifications = new Notifications(parts);
  expect(notifications.show(news)).toBe(true);
  expect(shown).toMatchObject([{ title: 'Magnetograms', body: '3 rows are new.' }]);
  shown[0]?.click();
  expect(cameForward).toBe(1);
  expect(sent).toEqual([{ kind: 'link', url: 'quarry://query/q1' }]);
});

test('what has no panel leads to the list of jobs', () => {
  new Notifications(parts).show({ ...news, address: null });
  shown[0]?.click();
  expect(sent).toEqual([{ kind: 'command', id: 'view.jobs' }]);
});

test('nothing is shown to somebody who looks, nothing twice, and nothing where the desktop shows none', () => {
  const notifications = new Notifications(parts);
  focus = true;
  expect(notifications.show(news)).toBe(false);
  focus = false;
  expect(notifications.show(news)).toBe(true);
  expect(notifications.show(news)).toBe(false);
  expect(new Notifications({ ...parts, isSupported: () => false }).show(news)).toBe(false);
  expect(shown).toHaveLength(1);
});
