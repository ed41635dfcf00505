import { describe, expect, it } from 'vitest';
import { fieldsOf } from './fields.ts';
import { dataSetFileOf, dataSetOf } from './parse-data-sets.ts';
import { objectOf } from './parse-entities.ts';
import { TypeReader } from './parse-types.ts';
import { resultPage } from './reader.ts';
import { resolveReferences } from './references.ts';

const at = { place: 'The objects of lab', source: 'lab' };

/** Literals of the protocol document, section 6.5. */
const object = `{"@type":"as.dto.sample.Sample","@id":11,"permId":{"@type":"as.dto.sample.id.SamplePermId","@id":12,"permId":"20230405101112131-3"},
 "identifier":{"@type":"as.dto.sample.id.SampleIdentifier","@id":13,"identifier":"/LAB/PROJ/S1"},"code":"S1","type":{"@type":"as.dto.sample.SampleType","@id":14,"code":"UNKNOWN"},
 "space":{"@type":"as.dto.space.Space","@id":15,"code":"LAB"},"experiment":null,"properties":{"$NAME":"buffer A"},"registrationDate":1680689472131,"tags":[],"parents":null}`;
const assignment = `{"@type":"as.dto.property.PropertyAssignment","@id":21,"section":"General","ordinal":2,"mandatory":true,"showInEditView":true,
 "propertyType":{"@type":"as.dto.property.PropertyType","@id":22,"code":"COLOR","label":"Colour","description":"dye","dataType":"CONTROLLEDVOCABULARY",
  "vocabulary":{"@type":"as.dto.vocabulary.Vocabulary","@id":23,"code":"COLORS","terms":[{"@type":"as.dto.vocabulary.VocabularyTerm","@id":24,"code":"RED","label":"Red","official":true,"ordinal":1,
   "permId":{"@type":"as.dto.vocabulary.id.VocabularyTermPermId","@id":25,"code":"RED","vocabularyCode":"COLORS"}}]}}}`;
const file = `{"@type":"dss.dto.datasetfile.DataSetFile","@id":31,"permId":{"@type":"dss.dto.datasetfile.id.DataSetFilePermId","@id":32,"filePath":"original/a.txt",
 "dataSetId":{"@type":"as.dto.dataset.id.DataSetPermId","@id":33,"permId":"20230405101112131-7"}},"dataSetPermId":33,"dataStore":8,
 "path":"original/a.txt","directory":false,"fileLength":12,"checksumCRC32":-1358415059,"checksum":null,"checksumType":null}`;

function read(text: string): Record<string, unknown> {
  return { ...fieldsOf(resolveReferences(JSON.parse(text)).value) };
}

describe('recorded answers', () => {
  it('object', () => {
    expect(objectOf(read(object), at)).toEqual({
      ...{ permId: '20230405101112131-3', identifier: '/LAB/PROJ/S1', code: 'S1', type: 'UNKNOWN' },
      ...{ space: 'LAB', project: null, collection: null, container: null, name: 'buffer A', tags: [] },
      properties: { $NAME: 'buffer A' },
      ...{ registrator: null, registeredMs: 1680689472131, modifier: null, modifiedMs: null },
    });
  });

  it('data set type with a vocabulary', () => {
    const type = new TypeReader(at).typeOf(read(`{"code":"RAW_DATA","propertyAssignments":[${assignment}]}`));
    expect(type.properties).toEqual([
      {
        ...{ code: 'COLOR', label: 'Colour', description: 'dye', dataType: 'CONTROLLEDVOCABULARY' },
        ...{ isMandatory: true, isComputed: false, isShownInForms: true, takesSeveral: false },
        ...{ section: 'General', ordinal: 2, vocabulary: 'COLORS' },
        terms: [{ code: 'RED', label: 'Red', description: null, ordinal: 1, isOfficial: true }],
      },
    ]);
  });

  it('file, whose CRC-32 comes as a signed number', () => {
    expect(dataSetFileOf(read(file), at)).toEqual({
      ...{ path: 'original/a.txt', isFolder: false, sizeBytes: 12, crc32: 2936552237, checksum: null },
    });
    expect(dataSetFileOf(read(file.replace('-1358415059', '0')), at)?.crc32).toBeNull();
    expect(dataSetFileOf(read(file.replaceAll('original/a.txt', '')), at)).toBeNull();
  });

  it('data set without physical data, experiment and sample, of a server that tells its kind with the type', () => {
    const set = dataSetOf(
      read('{"code":"X","permId":{"permId":"X"},"type":{"code":"T","kind":"LINK"},"physicalData":null,"dataStore":8}'),
      at,
    );
    expect(set).toMatchObject({ kind: 'LINK', physical: null, collection: null, object: null, dataStore: null });
  });

  it('property values of newer servers', () => {
    const properties = { a: ['1', '2'], b: 3, c: true, d: { identifier: { identifier: '/A/B' } }, e: null };
    const set = dataSetOf({ code: 'X', permId: { permId: 'X' }, properties }, at);
    expect(set.properties).toEqual({ A: ['1', '2'], B: 3, C: true, D: '/A/B', E: null });
  });

  it('a page that is none, or of things without ids', () => {
    for (const answer of [null, [], {}, { objects: 3 }])
      expect(() => resultPage(answer, 0, at, (one) => objectOf(one, at))).toThrow('told no list of results');
    expect(() => resultPage({ objects: [{}] }, 0, at, (one) => objectOf(one, at))).toThrow('told no id of an object');
    expect(resultPage({ objects: [7], totalCount: 9 }, 5, at, (one) => objectOf(one, at))).toEqual({
      ...{ items: [], from: 5, totalCount: 9 },
    });
    const pastTheEnd = resultPage({ objects: [], totalCount: 9 }, 50, at, (one) => objectOf(one, at));
    expect(pastTheEnd.totalCount).toBe(9);
  });
});
