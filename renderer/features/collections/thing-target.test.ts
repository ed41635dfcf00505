import { expect, test } from 'vitest';
import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { panelAddress, parsePanelAddress } from '../../routes/panel-address.ts';
import { targetOfThing, thingOfTarget } from './thing-target.ts';

const place = { connectionId: 'lab' };

test.each<CollectionThing>([
  { kind: 'sample', ...place, name: 'a/b' },
  { kind: 'series', ...place, name: 's' },
  { kind: 'result', ...place, id: 57 },
  { kind: 'figure', ...place, of: 'series', name: 's' },
  { kind: 'figure', ...place, of: 'sample', name: 's' },
  { kind: 'mining', ...place, of: 'topic', name: 't' },
  { kind: 'drms-series', serverId: 'jsoc', name: 'hmi.v_45s' },
  { kind: 'records', serverId: 'jsoc', recordSet: 'hmi.v_45s[$]' },
  { kind: 'table', tableId: 't' },
  { kind: 'sql', statement: "SELECT 'a/b' AS x\nFROM t" },
  { kind: 'openbis-object', ...place, reference: '/LAB/S1' },
  { kind: 'openbis-collection', ...place, reference: '/LAB/P/E' },
  { kind: 'openbis-data-set', ...place, permId: '2026-1' },
  { kind: 'openbis-file', ...place, permId: '2026-1', path: 'original/a b.txt' },
  { kind: 'fits-file', path: '/data/a.fits' },
  { kind: 'fits-segment', serverId: 'jsoc', record: 'r', segment: 'image', path: '/SUM/a.fits' },
])('%j is opened by an address that leads back to it', (thing) => {
  const target = parsePanelAddress(panelAddress(targetOfThing(thing)));
  expect(target && thingOfTarget(target)).toEqual(thing);
});

test('a record is opened as a record set', () => {
  expect(targetOfThing({ kind: 'record', serverId: 'jsoc', recordSet: 'a.b[1]' })).toEqual({
    kind: 'records',
    params: { serverId: 'jsoc', recordSet: 'a.b[1]' },
  });
});

test.each(['/start', '/settings', '/sql', '/search/lab/x', '/records/jsoc/'])('%s shows no thing', (address) => {
  const target = parsePanelAddress(address);
  expect(target && thingOfTarget(target)).toBeUndefined();
});
