import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { powerEventsOf } from './power-events.ts';

test('sleep and waking are passed on until nobody wants them any more', () => {
  const monitor = new EventEmitter();
  const seen: string[] = [];
  const unsubscribe = powerEventsOf(monitor).subscribe((event) => void seen.push(event));
  monitor.emit('suspend');
  monitor.emit('resume');
  unsubscribe();
  monitor.emit('suspend');
  expect(seen).toEqual(['suspend', 'resume']);
  expect(monitor.eventNames()).toEqual([]);
});
