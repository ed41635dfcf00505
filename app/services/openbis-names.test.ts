import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenbisLab, openOpenbisLab } from '../testing/openbis-lab.ts';
import { namesOf } from './openbis-names.ts';

let lab: OpenbisLab;
beforeAll(async () => {
  lab = await openOpenbisLab({ extraObjects: 20_000 });
});
afterAll(() => lab.close());

test('of a server with very many objects only the collections are listed, and no page of objects is asked for', async () => {
  const { names, hasObjects } = await namesOf(lab.client(), new AbortController().signal);
  expect(hasObjects).toBe(false);
  expect(names.map(({ identifier }) => identifier)).toContain('/LAB/BULK/SERIES');
  expect(names.every(({ kind }) => kind === 'collection')).toBe(true);
  const searches = lab.demo.control.requests().filter(({ path }) => path.endsWith('#searchSamples'));
  expect(searches).toHaveLength(1);
});
