import { expect, it } from 'vitest';
import { codeIs, criteria, fetchOptions, ofDataSet } from '../test-criteria.ts';
import { type Answer, freshOpenbis } from '../test-demo.ts';
import { Dto, writeAnswer } from './dto.ts';

const demo = freshOpenbis();

it('writes an object once and its number afterwards, counting through the whole answer', () => {
  const type = new Dto('Type', { code: 'RAW' });
  const parent = new Dto('DataSet', { code: 'P', type });
  const child = new Dto('DataSet', { code: 'C', type, parents: [parent] });
  expect(JSON.parse(writeAnswer({ objects: [child, parent] }))).toEqual({
    objects: [
      {
        ...{ '@type': 'DataSet', '@id': 1, code: 'C', type: { '@type': 'Type', '@id': 2, code: 'RAW' } },
        parents: [{ '@type': 'DataSet', '@id': 3, code: 'P', type: 2 }],
      },
      3,
    ],
  });
});

it('writes circles', () => {
  const one = new Dto('Sample', {});
  one.fields.children = [new Dto('Sample', { parents: [one] })];
  expect(writeAnswer(one)).toBe('{"@type":"Sample","@id":1,"children":[{"@type":"Sample","@id":2,"parents":[1]}]}');
});

const family = {
  type: fetchOptions('dataset.fetchoptions.DataSetType'),
  parents: fetchOptions('dataset.fetchoptions.DataSet'),
};

async function search(more: object, ...codes: string[]): Promise<Answer[]> {
  const any = { '@type': 'as.dto.dataset.search.DataSetSearchCriteria', operator: 'OR', criteria: codes.map(codeIs) };
  const token = await demo.login();
  return (await demo.rpc('searchDataSets', [token, any, { ...family, ...more }])).result.objects;
}

it('gives a bare number for a found object that was met before as a parent', async () => {
  const { parent } = demo.server.special;
  const objects = await search({}, parent, '20230420044328126-232');
  expect(objects[0].parents[0].code).toBe(parent);
  expect(objects[1]).toBe(objects[0].parents[0]['@id']);
});

it('gives such an object all relations that were asked for at any of its places', async () => {
  const [child] = await search(
    { tags: fetchOptions('tag.fetchoptions.Tag') },
    demo.server.special.parent,
    '20230420044328126-232',
  );
  const [parent] = child.parents;
  expect([parent.type.code, parent.tags, parent.parents]).toEqual(['PROCESSED_DATA', [], []]);
});

it('leaves what was not asked for null, and repeats the fetch options in full', async () => {
  const token = await demo.login();
  const options = fetchOptions('space.fetchoptions.Space', { registrator: fetchOptions('person.fetchoptions.Person') });
  const [first, second] = (await demo.rpc('searchSpaces', [token, {}, options])).result.objects;
  expect([first.projects, first.samples]).toEqual([null, null]);
  expect(second.fetchOptions['@type']).toBe('as.dto.space.fetchoptions.SpaceFetchOptions');
  expect(second.registrator).toBe(first.registrator['@id']);
});

it('shares the id of a dataset among all lines of its file list', async () => {
  const token = await demo.login();
  const wanted = criteria('Files', ofDataSet(codeIs(demo.server.special.parent)));
  const { objects } = (await demo.rpc('searchFiles', [token, wanted, {}], 'dss')).result;
  const id = objects[0].permId.dataSetId['@id'];
  expect(objects.map((one: Answer) => one.dataSetPermId)).toEqual(objects.map(() => id));
  expect(objects[1].dataStore).toBe(objects[0].dataStore['@id']);
});

it('repeats objects when it is told to', async () => {
  demo.server.control.change({ dedupe: false });
  const objects = await search({}, demo.server.special.parent, '20230420044328126-232');
  expect(objects.map((one) => one.code)).toEqual(['20230420044328126-232', demo.server.special.parent]);
});
