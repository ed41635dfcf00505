import { expect, test } from 'vitest';
import { ShellEvents } from './shell-events.ts';

test('keeps what comes before the page listens, and passes on what comes later', async () => {
  const events = new ShellEvents();
  events.send({ kind: 'link', url: 'quarry://series/a/b' });
  const leave = new AbortController();
  const seen: string[] = [];
  for await (const event of events.watch(leave.signal)) {
    seen.push(event.kind);
    if (seen.length === 1) events.send({ kind: 'command', id: 'palette.open' });
    else leave.abort();
  }
  expect(seen).toEqual(['link', 'command']);
  events.send({ kind: 'command', id: 'later' });
  const next = await events.watch(new AbortController().signal).next();
  expect(next.value).toEqual({ kind: 'command', id: 'later' });
});
