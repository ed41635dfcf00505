import { expect, test } from 'vitest';
import { panelAddress } from '../../routes/panel-address.ts';
import { hitThing } from './hit-thing.ts';

test('hits that can go into collections are dragged, others are not', () => {
  const sample = panelAddress({ kind: 'sample', params: { connectionId: 'lab', name: '26S-001' } });
  expect(hitThing({ address: sample })).toEqual({ draggable: true, 'data-thing': sample });
  expect(hitThing({ address: panelAddress({ kind: 'settings', params: {} }) })).toBeUndefined();
  expect(hitThing({ address: 'nowhere' })).toBeUndefined();
});
