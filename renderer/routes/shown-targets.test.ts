import { expect, test } from 'vitest';
import { readWindow, restoreWindow } from '../ui/window-memory.ts';
import { panelAddress } from './panel-address.ts';
import { forgetShown, noteShown, shownAddress } from './shown-targets.ts';

const records = (recordSet: string) => ({ kind: 'records' as const, params: { serverId: 'demo', recordSet } });
const first = panelAddress(records('hmi.V_45s[$]'));
const second = panelAddress(records('hmi.V_45s[2016.04.01_TAI/1d]'));

test('a panel that shows something else than what it was opened with tells so, until it is opened anew', () => {
  expect(shownAddress(first)).toBe(first);
  noteShown(first, records('hmi.V_45s[2016.04.01_TAI/1d]'));
  expect(shownAddress(first)).toBe(second);
  forgetShown(first);
  expect(shownAddress(first)).toBe(first);
  noteShown(first, records('hmi.V_45s[2016.04.01_TAI/1d]'));
  noteShown(first, records('hmi.V_45s[$]'));
  expect(shownAddress(first)).toBe(first);
  expect(readWindow()).not.toHaveProperty('shown targets');
});

test('it comes back with its workspace; what is no address does not', () => {
  noteShown(first, records('hmi.V_45s[2016.04.01_TAI/1d]'));
  const kept = readWindow();
  restoreWindow({});
  expect(shownAddress(first)).toBe(first);
  restoreWindow(kept);
  expect(shownAddress(first)).toBe(second);
  restoreWindow({ 'shown targets': { [first]: 5, [second]: 'nowhere' } });
  expect([shownAddress(first), shownAddress(second)]).toEqual([first, second]);
});
