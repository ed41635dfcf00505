import { describe, expect, it } from 'vitest';
import {
  hasKeptTitle,
  isNewerLayout,
  keptTitles,
  readLayout,
  shownKinds,
  withNamesAlone,
  withRecent,
} from './workspace-layout.ts';

const address = '/sample/lab/14S-001';
const shown = { id: address, contentComponent: 'sample', params: { connectionId: 'lab', name: '14S-001' } };
const dock = { grid: { root: {} }, panels: { [address]: shown } };
const panel = (address: string) => ({ address, title: address, openedUtc: '2026-11-21T13:02:00Z' });

describe('readLayout', () => {
  it('gives back what was kept', () => {
    const kept = {
      version: 1,
      dock,
      view: { navigator: false, inspector: true, bottom: true, bottomTab: 'messages' },
      recent: [panel('/series/lab/a')],
      workspace: { id: 'w1', name: 'Thesis' },
      parts: { sql: 'SELECT 1' },
    };
    expect(readLayout(kept)).toEqual(kept);
  });

  it('shows what the address of a panel says, whatever else stands there', () => {
    const other = { id: '/sql', contentComponent: 'settings', params: { name: 'x' } };
    const { dock: read } = readLayout({ version: 1, dock: { grid: { root: {} }, panels: { [address]: other } } });
    expect(read?.panels[address]).toEqual(shown);
  });

  it.each([null, 'text', [], { version: 2, dock }, { version: 1, dock: { grid: {}, panels: { '/unknown/x': {} } } }])(
    'starts afresh from %j',
    (kept) => expect(readLayout(kept).dock).toBeNull(),
  );
});

describe('isNewerLayout', () => {
  it('tells what a newer version has written from what is damaged', () => {
    expect(isNewerLayout({ version: 2 })).toBe(true);
    expect([null, {}, { version: 1 }, { version: 'x' }].map(isNewerLayout)).toEqual([false, false, false, false]);
  });
});

describe('keptTitles', () => {
  it('names panels whose address does not', () => {
    const panels = { '/collection/c1': { title: 'Films' }, '/query/q1': {}, [address]: { title: 'something else' } };
    const read = readLayout({ version: 1, dock: { grid: { root: {} }, panels } }).dock;
    expect(keptTitles(read)).toEqual({ '/collection/c1': 'Films' });
    expect(keptTitles(null)).toEqual({});
  });

  it('are none in a language that the next start may not have', () => {
    const panels = { '/query/q1': { title: 'Saved query' }, '/collection/c1': { title: 'Films' } };
    const { dock: read } = readLayout({ version: 1, dock: { grid: { root: {} }, panels } });
    const kept = read && withNamesAlone(read, (address) => address === '/collection/c1');
    expect(keptTitles(kept)).toEqual({ '/collection/c1': 'Films' });
    expect(['/conductivity/lab/series/a', '/settings'].filter(hasKeptTitle)).toEqual([]);
  });
});

describe('withRecent', () => {
  it('puts a panel to the front, once', () => {
    const recent = withRecent([panel('/series/lab/a'), panel('/series/lab/b')], panel('/series/lab/b'));
    expect(recent.map(({ address }) => address)).toEqual(['/series/lab/b', '/series/lab/a']);
  });

  it('keeps nine and no pages of Quarry itself', () => {
    let recent = withRecent([], panel('/settings'));
    expect(recent).toEqual([]);
    for (let i = 0; i < 12; i += 1) recent = withRecent(recent, panel(`/result/lab/${i + 1}`));
    expect(recent).toHaveLength(9);
    expect(recent[0]?.address).toBe('/result/lab/12');
  });
});

it('knows what stands in front before the panels are there', () => {
  const leaf = (activeView: string) => ({ type: 'leaf', data: { activeView } });
  const root = { type: 'branch', data: [leaf(address), { type: 'branch', data: [leaf(address), leaf('/nothing')] }] };
  const { dock: read } = readLayout({ version: 1, dock: { grid: { root }, panels: { [address]: shown } } });
  expect(shownKinds(read)).toEqual(['sample']);
  expect(shownKinds(readLayout({ version: 1, dock: { grid: { root: 7 }, panels: {} } }).dock)).toEqual([]);
  expect(shownKinds(null)).toEqual([]);
});
