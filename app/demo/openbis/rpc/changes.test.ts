import { expect, it } from 'vitest';
import { codeIs, fetchOptions, ofSample } from '../test-criteria.ts';
import { type Answer, freshOpenbis } from '../test-demo.ts';

/** Titles with a colon are lines of the checklist of pyBIS (protocol 13), in its wording. */
const demo = freshOpenbis();
const id = (identifier: string): object => ({ '@type': 'Identifier', identifier });
const all = {
  ...{ properties: {}, parents: {}, children: {}, components: {}, tags: {}, physicalData: {}, type: {}, space: {} },
};

async function message(method: string, params: unknown[], user = 'demo'): Promise<string> {
  return (await demo.rpc(method, [await demo.login(user), ...params])).error.message;
}

async function dataSet(token: string, code: string): Promise<Answer> {
  return (await demo.rpc('getDataSets', [token, [{ permId: code }], all])).result[code];
}

it('changes what an update of a dataset names, and nothing else', async () => {
  const token = await demo.login();
  const { parent, series, oddNames } = demo.server.special;
  const actions = [
    { '@type': 'as.dto.common.update.ListUpdateActionAdd', items: [{ permId: series }, { permId: oddNames }] },
    { '@type': 'as.dto.common.update.ListUpdateActionRemove', items: [{ permId: oddNames }] },
  ];
  const update = { dataSetId: { permId: parent }, properties: { notes: 'seen' }, parentIds: { actions } };
  expect((await demo.rpc('updateDataSets', [token, [update]])).result).toBeNull();
  const after = await dataSet(token, parent);
  expect(after.properties).toEqual({ $NAME: 'efficiencies', TEMPERATURE: '298.15', NOTES: 'seen' });
  expect([after.parents.map((one: Answer) => one.code), after.children.length]).toEqual([[series], 2]);
  await demo.rpc('updateDataSets', [token, [{ dataSetId: { permId: parent }, properties: { NOTES: null } }]]);
  expect((await dataSet(token, parent)).properties.NOTES).toBeUndefined();
});

it('archives and brings back after a while', async () => {
  const token = await demo.login();
  const { parent } = demo.server.special;
  const status = async (): Promise<string> => (await dataSet(token, parent)).physicalData.status;
  await demo.rpc('archiveDataSets', [token, [{ permId: parent }], {}]);
  expect(await status()).toBe('ARCHIVE_PENDING');
  demo.clock.nowMs += 1000;
  expect(await status()).toBe('ARCHIVED');
  await demo.rpc('unarchiveDataSets', [token, [{ permId: parent }], {}]);
  expect(await status()).toBe('UNARCHIVE_PENDING');
  demo.clock.nowMs += 1000;
  expect(await status()).toBe('AVAILABLE');
});

it('CONTAINER with explicit code: permId equals the code. Once, and no other datasets', async () => {
  const token = await demo.login();
  const { parent } = demo.server.special;
  const container = {
    dataSetKind: 'CONTAINER',
    code: 'box',
    typeId: { permId: 'UNKNOWN' },
    sampleId: id('/LAB/PROJ/S1'),
  };
  const create = { ...container, componentIds: [{ permId: parent }] };
  expect((await demo.rpc('createDataSets', [token, [create]])).result[0].permId).toBe('BOX');
  expect((await dataSet(token, 'BOX')).components[0].code).toBe(parent);
  expect(await message('createDataSets', [[create]])).toContain('already exists');
  expect(await message('createDataSets', [[{ ...create, dataSetKind: 'PHYSICAL' }]])).toContain('without its data');
});

it('permanent delete: not found afterwards, trash empty. Until then they come back', async () => {
  const token = await demo.login();
  const { parent } = demo.server.special;
  const trash = async (): Promise<Answer> =>
    (await demo.rpc('deleteDataSets', [token, [{ permId: parent }], { reason: 'old' }])).result;
  const deletions = async (): Promise<Answer[]> => (await demo.rpc('searchDeletions', [token, {}, {}])).result.objects;
  const first = await trash();
  expect(await dataSet(token, parent)).toBeUndefined();
  expect((await deletions())[0]).toMatchObject({ reason: 'old', deletedObjects: [{ id: { permId: parent } }] });
  await demo.rpc('revertDeletions', [token, [first]]);
  expect((await dataSet(token, parent)).children).toHaveLength(2);
  await demo.rpc('confirmDeletions', [token, [await trash()]]);
  expect([await dataSet(token, parent), await deletions()]).toEqual([undefined, []]);
  expect(await message('deleteDataSets', [[{ permId: parent }], { reason: 'x' }])).toContain('has not been found');
});

it('lets observers change nothing', async () => {
  const { parent } = demo.server.special;
  for (const [method, ...params] of [
    ['updateDataSets', [{ dataSetId: { permId: parent } }]],
    ['deleteDataSets', [{ permId: parent }], { reason: 'x' }],
    ['archiveDataSets', [{ permId: parent }], {}],
    ['createSpaces', [{ code: 'MINE' }]],
  ] as const)
    expect(await message(method, params, 'observer')).toContain('Access denied to');
});

it('new things: spaces in codes are rejected by the server; codes come back upper-case; identifier of a space sample is `/SPACE/CODE`; experiment without project rejected', async () => {
  const token = await demo.login();
  await demo.rpc('createSpaces', [token, [{ code: 'new', description: 'x' }]]);
  await demo.rpc('createProjects', [token, [{ code: 'p', spaceId: { permId: 'NEW' } }]]);
  const typeId = { permId: 'UNKNOWN' };
  expect(await message('createExperiments', [[{ code: 'e', typeId }]])).toContain('Project id cannot be null');
  const again = await demo.login();
  await demo.rpc('createExperiments', [again, [{ code: 'e', typeId, projectId: id('/NEW/P') }]]);
  const samples = [
    { code: 'one', typeId, experimentId: id('/NEW/P/E') },
    { code: 'two', typeId, spaceId: { permId: 'new' } },
  ];
  await demo.rpc('createSamples', [again, samples]);
  const options = { space: fetchOptions('space.fetchoptions.Space') };
  const found = await demo.rpc('getSamples', [again, [id('/NEW/P/ONE'), id('/NEW/TWO')], options]);
  expect(Object.keys(found.result)).toEqual(['/NEW/P/ONE', '/NEW/TWO']);
  expect(await message('createSamples', [[{ code: 'a b', typeId }]])).toContain('illegal characters');
  expect(await message('createSamples', [[samples[1]]])).toContain('already exists');
  expect(await message('deleteProjects', [[id('/NEW/P')], { reason: 'x' }])).toContain('is being used');
});

it('shows parents and children from both sides; an update leaves what it does not name', async () => {
  const token = await demo.login();
  const typeId = { permId: 'UNKNOWN' };
  const create = { code: 'CHILD', typeId, spaceId: { permId: 'LAB' }, parentIds: [id('/LAB/PROJ/S1')] };
  await demo.rpc('createSamples', [token, [create]]);
  const look = async (code: string): Promise<Answer> =>
    (await demo.rpc('searchSamples', [token, ofSample(codeIs(code)), all])).result.objects[0];
  const children = async (): Promise<string[]> => (await look('S1')).children.map((one: Answer) => one.code);
  expect([await children(), (await look('CHILD')).parents[0].code]).toEqual([['PEROVSKITE-001', 'CHILD'], 'S1']);
  await demo.rpc('updateSamples', [token, [{ sampleId: id('/LAB/PROJ/S1'), properties: {} }]]);
  expect(await children()).toHaveLength(2);
  const actions = [{ '@type': 'as.dto.common.update.ListUpdateActionRemove', items: [id('/LAB/CHILD')] }];
  await demo.rpc('updateSamples', [token, [{ sampleId: id('/LAB/PROJ/S1'), childIds: { actions } }]]);
  expect([await children(), (await look('CHILD')).parents]).toEqual([['PEROVSKITE-001'], []]);
});

it('delete: deleted objects no longer found when cache is bypassed; projects only if they are empty', async () => {
  const token = await demo.login();
  const reason = { reason: 'x' };
  const deletion = (await demo.rpc('deleteExperiments', [token, [id('/LAB/PROJ/EXP2')], reason])).result;
  await demo.rpc('confirmDeletions', [token, [deletion]]);
  expect((await demo.rpc('getExperiments', [token, [id('/LAB/PROJ/EXP2')], {}])).result).toEqual({});
  await demo.rpc('createProjects', [token, [{ code: 'EMPTY', spaceId: { permId: 'LAB' } }]]);
  await demo.rpc('deleteProjects', [token, [id('/LAB/EMPTY')], reason]);
  expect((await demo.rpc('getProjects', [token, [id('/LAB/EMPTY')], {}])).result).toEqual({});
});

it('vocabulary with terms: create, change description and `chosenFromList`, delete. Empty property-assignment table of a new type is readable', async () => {
  const token = await demo.login('admin');
  const terms = [{ code: 'hot' }, { code: 'cold', label: 'Cold' }];
  await demo.rpc('createVocabularies', [token, [{ code: 'WEATHER', description: 'x', terms }]]);
  const vocabularyId = { '@type': 'as.dto.vocabulary.id.VocabularyPermId', permId: 'WEATHER' };
  await demo.rpc('createVocabularyTerms', [token, [{ code: 'wet', vocabularyId }]]);
  const change = (value: unknown): object => ({ isModified: true, value });
  const update = { vocabularyId, description: change('y'), chosenFromList: change(false) };
  await demo.rpc('updateVocabularies', [token, [update]]);
  const look = async (): Promise<Answer> =>
    (await demo.rpc('getVocabularies', [token, [vocabularyId], { terms: {} }])).result.WEATHER;
  const { description, chosenFromList, terms: found } = await look();
  expect([description, chosenFromList, found.map((one: Answer) => one.ordinal)]).toEqual(['y', false, [1, 2, 3]]);
  await demo.rpc('deleteVocabularies', [token, [vocabularyId], { reason: 'x' }]);
  expect(await look()).toBeUndefined();
  const typeId = (await demo.rpc('createDataSetTypes', [token, [{ code: 'FRESH' }]])).result;
  const types = await demo.rpc('getDataSetTypes', [token, typeId, { propertyAssignments: {} }]);
  expect(types.result['FRESH (DATA_SET)'].propertyAssignments).toEqual([]);
  expect(await message('createVocabularies', [[{ code: 'X' }]])).toContain('Only administrators');
});
