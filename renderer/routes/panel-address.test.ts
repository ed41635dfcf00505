import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PanelTarget, panelAddress, parseLink, parsePanelAddress } from './panel-address.ts';

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const target: fc.Arbitrary<PanelTarget> = fc.oneof(
  fc.constantFrom<PanelTarget>({ kind: 'start', params: {} }, { kind: 'settings', params: {} }),
  fc.record({
    kind: fc.constantFrom('sample' as const, 'series' as const),
    params: fc.record({ connectionId: text, name: text }),
  }),
  fc.record({
    kind: fc.constant('conductivity' as const),
    params: fc.record({ connectionId: text, seriesName: text }),
  }),
  fc.record({
    kind: fc.constant('conductivity' as const),
    params: fc.record({ connectionId: text, sampleName: text }),
  }),
  fc.record({ kind: fc.constant('search' as const), params: fc.record({ connectionId: text, text: fc.string() }) }),
  fc.record({
    kind: fc.constant('mining' as const),
    params: fc.record({
      connectionId: text,
      of: fc.constantFrom('series' as const, 'topic' as const, 'search' as const),
      name: text,
    }),
  }),
  fc.record({
    kind: fc.constant('publish' as const),
    params: fc.oneof(
      fc.record({ connectionId: text, of: fc.constantFrom('series' as const, 'topic' as const), name: text }),
      fc.record({ connectionId: text, of: fc.constant('search' as const), name: fc.string() }),
    ),
  }),
  fc.record({ kind: fc.constant('publish-run' as const), params: fc.record({ jobId: text }) }),
  fc.record({
    kind: fc.constant('drms-search' as const),
    params: fc.record({ serverId: text, text: fc.string() }),
  }),
  fc.record({
    kind: fc.constantFrom('openbis-collection' as const, 'openbis-object' as const),
    params: fc.record({ connectionId: text, reference: text }),
  }),
  fc.record({
    kind: fc.constant('openbis-data-set' as const),
    params: fc.record({ connectionId: text, permId: text }),
  }),
  fc.record({
    kind: fc.constant('openbis-file' as const),
    params: fc.record({ connectionId: text, permId: text, path: text }),
  }),
  fc.record({
    kind: fc.constant('sql' as const),
    params: fc.oneof(fc.constant({}), fc.record({ statement: text })),
  }),
  fc.record({
    kind: fc.constant('openbis-search' as const),
    params: fc.record({ connectionId: text, text: fc.string() }),
  }),
  fc.record({ kind: fc.constant('collection' as const), params: fc.record({ id: text }) }),
  fc.record({ kind: fc.constant('table' as const), params: fc.record({ tableId: text }) }),
  fc.record({
    kind: fc.constant('result' as const),
    params: fc.record({ connectionId: text, id: fc.integer({ min: 1, max: 1e9 }) }),
  }),
);

describe('panelAddress', () => {
  it('is read back as the same panel, whatever names contain', () => {
    fc.assert(
      fc.property(target, (one) => {
        expect(parsePanelAddress(panelAddress(one))).toEqual(one);
      }),
    );
  });

  it('keeps names readable in a link', () => {
    expect(panelAddress({ kind: 'series', params: { connectionId: 'lab', name: '14S-series' } })).toBe(
      '/series/lab/14S-series',
    );
  });
});

describe('parsePanelAddress', () => {
  it.each([
    '',
    '/',
    '/nothing',
    '/sample',
    '/sample/lab',
    '/result/lab/x',
    '/result/lab/-1',
    '/figure/lab/other/x',
    '/sample/lab/%E0',
  ])('takes %j for no panel', (address) => expect(parsePanelAddress(address)).toBeUndefined());
});

describe('parseLink', () => {
  it('reads a link of the system', () => {
    expect(parseLink('quarry://result/lab/57')).toEqual({ kind: 'result', params: { connectionId: 'lab', id: 57 } });
  });

  it('takes other schemes for no link', () => {
    expect(parseLink('https://result/lab/57')).toBeUndefined();
  });
});
