import { expect, test } from 'vitest';
import { plainDetails } from '../figure-details.ts';
import { type CollectionThing, movedTo, placeOf, plainTitle, thingKey, thingKinds, thingWords } from './things.ts';

const sample: CollectionThing = { kind: 'sample', connectionId: 'lab', name: '26S-001' };

test('the key of a thing does not depend on the order of its fields', () => {
  expect(thingKey({ name: '26S-001', connectionId: 'lab', kind: 'sample' })).toBe(thingKey(sample));
  expect(thingKey({ ...sample, kind: 'series' })).not.toBe(thingKey(sample));
});

test('a figure is the same whatever it looks like', () => {
  const figure = { kind: 'figure', connectionId: 'lab', of: 'series', name: 'Anneal' } as const;
  const look = {
    view: 'linear',
    yScale: 'log',
    showFit: false,
    fitRange: null,
    hidden: [],
    details: plainDetails,
  } as const;
  expect(thingKey({ ...figure, look })).toBe(thingKey(figure));
});

test('a thing moves with its server, and stays where it has none', () => {
  expect(placeOf(sample)).toEqual({ kind: 'connection', id: 'lab' });
  expect(movedTo(sample, 'other')).toEqual({ ...sample, connectionId: 'other' });
  const records: CollectionThing = { kind: 'records', serverId: 'jsoc', recordSet: 'hmi.v_45s[$]' };
  expect(placeOf(records)).toEqual({ kind: 'drms', id: 'jsoc' });
  expect(movedTo(records, 'demo')).toEqual({ ...records, serverId: 'demo' });
  const file: CollectionThing = { kind: 'fits-file', path: '/data/a.fits' };
  expect([placeOf(file), movedTo(file, 'x')]).toEqual([{ kind: 'computer' }, file]);
});

test.each<[CollectionThing, string]>([
  [sample, '26S-001'],
  [{ kind: 'figure', connectionId: 'lab', of: 'series', name: 'Anneal' }, 'Conductivity Anneal'],
  [{ kind: 'fits-file', path: 'C:\\data\\a.fits' }, 'a.fits'],
  [{ kind: 'openbis-file', connectionId: 'lab', permId: '2026-1', path: 'original/a.txt' }, 'a.txt'],
  [{ kind: 'sql', statement: 'SELECT 1\n  FROM t' }, 'SELECT 1 FROM t'],
  [{ kind: 'sql', statement: `SELECT ${'a'.repeat(99)}` }, `SELECT ${'a'.repeat(72)}…`],
  [{ kind: 'fits-segment', serverId: 'jsoc', record: 'a.b[1]', segment: 'image', path: '/x' }, 'a.b[1] image'],
])('%j is called %s', (thing, title) => expect(plainTitle(thing)).toBe(title));

test('every kind has words and a place in the order', () => {
  expect([...thingKinds].sort()).toEqual(Object.keys(thingWords).sort());
});
