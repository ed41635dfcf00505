import { expect, test } from 'vitest';
import { z } from 'zod';
import { type MessageRefusal, type MessageSource, onPageMessage, type PageMessageEvent } from './page-messages.ts';

const frame = { url: 'quarry://app/#/series', origin: 'quarry://app' };
const own = (change: Partial<PageMessageEvent> = {}): PageMessageEvent => ({
  sender: { id: 1, mainFrame: frame },
  senderFrame: frame,
  ...change,
});
const at = (url: string, origin: string): PageMessageEvent => {
  const other = { url, origin };
  return { sender: { id: 1, mainFrame: other }, senderFrame: other };
};

function listen(): { send(event: PageMessageEvent, ...args: unknown[]): void; log: (MessageRefusal | unknown[])[] } {
  const log: (MessageRefusal | unknown[])[] = [];
  let send = (_event: PageMessageEvent, ..._args: unknown[]): void => undefined;
  const source: MessageSource = {
    on: (_channel, listener) => {
      send = listener;
    },
  };
  onPageMessage(source, 'quarry:ports', {
    schema: z.tuple([z.number().int()]),
    isOwnWindow: (id) => id === 1,
    onRefused: (_channel, refusal) => log.push(refusal),
    handle: (_event, message) => log.push(message),
  });
  return { send: (event, ...args) => send(event, ...args), log };
}

const huge = 'x'.repeat(33 * 1024 * 1024);
const circle: unknown[] = [];
circle.push(circle);

test.each<[string, PageMessageEvent, unknown[], MessageRefusal]>([
  ['a window that is not ours', own({ sender: { id: 2, mainFrame: frame } }), [1], 'window'],
  ['a frame that is gone', own({ senderFrame: null }), [1], 'frame'],
  ['a subframe at our own address', own({ senderFrame: { ...frame } }), [1], 'frame'],
  ['another origin', at('https://evil.example/', 'https://evil.example'), [1], 'origin'],
  ['a name that starts like ours', at('quarry://app.evil/', 'quarry://app.evil'), [1], 'origin'],
  ['a user name like ours', at('quarry://app@evil/', 'quarry://evil'), [1], 'origin'],
  ['about:blank', at('about:blank', 'quarry://app'), [1], 'origin'],
  ['a sandboxed page at our address', at('quarry://app/', 'null'), [1], 'origin'],
  ['a file', at('file:///etc/passwd', 'file://'), [1], 'origin'],
  ['a data address', at('data:text/html,x', 'null'), [1], 'origin'],
  ['no arguments', own(), [], 'arguments'],
  ['too many arguments', own(), [1, 2], 'arguments'],
  ['a wrong type', own(), ['1'], 'arguments'],
  ['a circle', own(), [circle], 'arguments'],
  ['more than 32 MiB', own(), [huge], 'size'],
])('refuses %s', (_name, event, args, refusal) => {
  const { send, log } = listen();
  send(event, ...args);
  expect(log).toEqual([refusal]);
});

test('hears our own top frame', () => {
  const { send, log } = listen();
  send(own(), 7);
  expect(log).toEqual([[7]]);
});
