import { expect, it } from 'vitest';
import { codeIs, criteria, fetchOptions, leaf, ofDataSet, ofSample } from '../test-criteria.ts';
import { type Answer, freshOpenbis } from '../test-demo.ts';

const demo = freshOpenbis();

async function found(method: string, wanted: object, options: object = {}, user = 'demo'): Promise<string[]> {
  const token = await demo.login(user);
  const { result, error } = await demo.rpc(method, [token, wanted, options]);
  if (error !== undefined) throw new Error(error.message);
  return result.objects.map((one: Answer) => one.code);
}

const samples = (...parts: object[]): Promise<string[]> => found('searchSamples', ofSample(...parts));
const experiment = (...parts: object[]): object =>
  criteria('as.dto.experiment.search.ExperimentSearchCriteria', ...parts);
const project = (...parts: object[]): object => criteria('as.dto.project.search.ProjectSearchCriteria', ...parts);
const space = (...parts: object[]): object => criteria('as.dto.space.search.SpaceSearchCriteria', ...parts);

it('finds by code, identifier and permId in any letter case', async () => {
  expect(await samples(codeIs('silicon-001'))).toEqual(['SILICON-001']);
  expect(await samples(leaf('IdentifierSearchCriteria', '/lab/proj/s1'))).toEqual(['S1']);
  expect(await samples(leaf('IdentifierSearchCriteria', '/MATERIALS/PLATE1:A1'))).toEqual(['A1']);
  expect(await samples(leaf('PermIdSearchCriteria', '20230406041726735-10'))).toEqual(['PEROVSKITE-001']);
});

it('finds along relations; nested criteria may be a bare object, and none means that the relation exists', async () => {
  expect(await samples(experiment(codeIs('SHELF')))).toHaveLength(60);
  expect(await samples(project(codeIs('PROJ')))).toEqual(['S1']);
  const bare = { '@type': 'as.dto.project.search.ProjectSearchCriteria', criteria: space(codeIs('LAB')) };
  expect(await found('searchExperiments', experiment(bare))).toHaveLength(8);
  expect(await samples(criteria('as.dto.sample.search.SampleContainerSearchCriteria'))).toEqual(['A1', 'B1']);
  expect(await samples(criteria('as.dto.sample.search.SampleParentsSearchCriteria', codeIs('S1')))).toHaveLength(1);
  expect(await samples(experiment(), codeIs('LOOSE1'))).toEqual([]);
});

it('finds datasets of an object, of its collection, and by status', async () => {
  const count = async (...parts: object[]): Promise<number> =>
    (await found('searchDataSets', ofDataSet(...parts))).length;
  expect(await count(ofSample(leaf('IdentifierSearchCriteria', '/LAB/PROJ/S1')))).toBe(8);
  expect(await count(experiment(leaf('IdentifierSearchCriteria', '/LAB/PROJ/EXP1')))).toBe(8);
  expect(await count(experiment(project(space(codeIs('LAB')))))).toBeGreaterThan(70);
  const status = { '@type': 'as.dto.dataset.search.StatusSearchCriteria', fieldValue: 'ARCHIVED' };
  expect(await count(criteria('as.dto.dataset.search.PhysicalDataSearchCriteria', status))).toBe(1);
});

it('compares properties as texts, with wildcards only if asked for, as numbers and as dates', async () => {
  const name = { fieldName: '$NAME', fieldType: 'PROPERTY' };
  expect(await samples(leaf('StringPropertySearchCriteria', 'cigs*', undefined, name))).toEqual([]);
  const wild = { ...name, useWildcards: true };
  expect(await samples(leaf('StringPropertySearchCriteria', 'cigs*', undefined, wild))).toHaveLength(25);
  const thick = leaf('NumberPropertySearchCriteria', 195, 'NumberGreaterThanValue', { fieldName: 'thickness' });
  expect(await samples(thick)).toHaveLength(6);
  const day = { fieldType: 'ATTRIBUTE' };
  const early = leaf('RegistrationDateSearchCriteria', '2023-04-05', 'DateEarlierThanOrEqualToValue', day);
  expect(await samples(early)).toEqual(['DEFAULT', 'S1']);
  const measured = leaf('DatePropertySearchCriteria', '2023-05-18', 'DateEqualToValue', { fieldName: 'MEASURED_ON' });
  expect(await found('searchDataSets', ofDataSet(measured))).toHaveLength(10);
});

it('combines by AND, unless OR is said, and takes any field', async () => {
  const either = { ...ofSample(codeIs('S1'), codeIs('SHARED')), operator: 'OR' };
  expect(await found('searchSamples', either)).toEqual(['S1', 'SHARED']);
  expect(await samples(codeIs('S1'), codeIs('SHARED'))).toEqual([]);
  expect(await samples(ofSample(codeIs('S1')), leaf('AnyFieldSearchCriteria', '/LAB/', 'StringContainsValue'))).toEqual(
    ['S1'],
  );
  const anything = {
    '@type': 'X',
    criteria: [{ '@type': 'as.dto.common.search.CodeSearchCriteria', fieldValue: { value: null } }],
  };
  expect(await found('searchPropertyTypes', anything)).toHaveLength(20);
});

it('says which criteria it cannot read', async () => {
  await expect(samples({ '@type': 'as.dto.x.MoonSearchCriteria' })).rejects.toThrow(
    'MoonSearchCriteria are not supported',
  );
});

it('cuts pages, also where numbers come as texts, and counts all', async () => {
  const token = await demo.login();
  const page = async (options: object): Promise<Answer> =>
    (await demo.rpc('searchSamples', [token, {}, options])).result;
  const all = await page({ from: null, count: null });
  const some = await page({ from: '10', count: '5' });
  expect([some.objects.length, some.totalCount]).toEqual([5, all.objects.length]);
  expect(some.objects[0].code).toBe(all.objects[10].code);
});

it('sorts by what it is told to', async () => {
  const by = (field: string, asc: boolean): object => ({
    count: 2,
    sort: { sortings: [{ field, order: { asc } }] },
  });
  expect(await found('searchSamples', {}, by('CODE', true))).toEqual(['A1', 'B1']);
  expect(await found('searchSamples', {}, by('REGISTRATION_DATE', true))).toEqual(['DEFAULT', 'S1']);
  expect(await found('searchSamples', {}, by('IDENTIFIER', false))).toEqual(['SHARED', 'CHEM9']);
  await expect(found('searchSamples', {}, by('TASTE', true))).rejects.toThrow('TASTE');
});

it('begins anywhere without an order, when it is told to', async () => {
  demo.server.control.change({ unstableOrder: true });
  const first = await found('searchSamples', {}, { count: 5 });
  expect(await found('searchSamples', {}, { count: 5 })).not.toEqual(first);
});

it('answers by the texts of the request; what is missing or invisible is absent', async () => {
  const ids = ['/lab/proj/s1', '/LAB/PROJ/NONE', '/MATERIALS/STOCK/CHEM1'].map((identifier) => ({
    '@type': 'as.dto.sample.id.SampleIdentifier',
    identifier,
  }));
  const keys = async (user: string): Promise<string[]> =>
    Object.keys((await demo.rpc('getSamples', [await demo.login(user), ids, {}])).result);
  expect(await keys('demo')).toEqual(['/lab/proj/s1', '/MATERIALS/STOCK/CHEM1']);
  expect(await keys('observer')).toEqual(['/lab/proj/s1']);
  const single = { '@type': 'as.dto.entitytype.id.EntityTypePermId', permId: 'RAW_DATA', entityKind: 'DATA_SET' };
  const types = await demo.rpc('getDataSetTypes', [await demo.login(), single, {}]);
  expect(Object.keys(types.result)).toEqual(['RAW_DATA (DATA_SET)']);
  const term = { '@type': 'as.dto.vocabulary.id.VocabularyTermPermId', code: 'RED', vocabularyCode: 'COLORS' };
  const terms = await demo.rpc('getVocabularyTerms', [await demo.login(), [term], {}]);
  expect(Object.keys(terms.result)).toEqual(['RED (COLORS)']);
});

it('hides parents in spaces that the user cannot see', async () => {
  const options = { parents: fetchOptions('sample.fetchoptions.Sample') };
  const parents = async (user: string): Promise<number> => {
    const wanted = ofSample(codeIs('PEROVSKITE-001'));
    return (await demo.rpc('searchSamples', [await demo.login(user), wanted, options])).result.objects[0].parents
      .length;
  };
  expect([await parents('demo'), await parents('observer')]).toEqual([2, 1]);
});

it('gives a type with all it takes to fill in a form', async () => {
  const token = await demo.login();
  const vocabulary = fetchOptions('vocabulary.fetchoptions.Vocabulary', {
    terms: fetchOptions('vocabulary.fetchoptions.VocabularyTerm'),
  });
  const propertyType = fetchOptions('property.fetchoptions.PropertyType', { vocabulary });
  const plugin = fetchOptions('plugin.fetchoptions.Plugin');
  const options = {
    propertyAssignments: fetchOptions('property.fetchoptions.PropertyAssignment', { propertyType, plugin }),
  };
  const wanted = criteria('as.dto.dataset.search.DataSetTypeSearchCriteria', codeIs('MEASUREMENT'));
  const [type] = (await demo.rpc('searchDataSetTypes', [token, wanted, options])).result.objects;
  const by = (code: string): Answer => type.propertyAssignments.find((one: Answer) => one.propertyType.code === code);
  expect([by('METHOD').mandatory, by('CHANNELS').propertyType.dataType]).toEqual([true, 'ARRAY_INTEGER']);
  expect(by('AGE').plugin.pluginType).toBe('DYNAMIC_PROPERTY');
  const { code, terms } = by('INSTRUMENT').propertyType.vocabulary;
  expect([code, terms.at(-1).code, terms.at(-1).official]).toEqual(['INSTRUMENTS', 'LAB_CAMERA', false]);
});

it('gives new ids, and knows no other methods', async () => {
  const token = await demo.login();
  const [one, two] = (await demo.rpc('createPermIdStrings', [token, 2])).result;
  expect(one).toMatch(/^\d{17}-\d+$/);
  expect(two).not.toBe(one);
  expect((await demo.rpc('createCodes', [token, 'S', 'SAMPLE', 1])).result[0]).toMatch(/^S\d+$/);
  expect((await demo.rpc('toString', [token])).error).toMatchObject({ code: -32601 });
  const response = await fetch(`${demo.server.url}/openbis/openbis/rmi-application-server-v3.json`, {
    method: 'POST',
    body: '{',
  });
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('-32700')]);
});
