import { describe, expect, it } from 'vitest';
import { fieldsOf } from './fields.ts';
import { resolveReferences } from './references.ts';

/** The answer of the protocol document, section 2.2. */
const recorded = `{"@type":"as.dto.common.search.SearchResult","@id":1,"totalCount":2,"objects":[
 {"@type":"as.dto.dataset.DataSet","@id":2,"code":"20230405101112131-7","permId":{"@type":"as.dto.dataset.id.DataSetPermId","@id":3,"permId":"20230405101112131-7"},
  "type":{"@type":"as.dto.dataset.DataSetType","@id":4,"code":"RAW_DATA"},"registrator":{"@type":"as.dto.person.Person","@id":5,"userId":"ada"},
  "parents":[{"@type":"as.dto.dataset.DataSet","@id":6,"code":"20230405101112131-8","type":4}]},
 6]}`;

function resolved(text: string): { value: Record<string, unknown>; unresolved: number[] } {
  const { value, unresolved } = resolveReferences(JSON.parse(text));
  return { value: fieldsOf(value), unresolved };
}

describe('references of an answer', () => {
  it('are resolved also inside “objects”, to an object that was met as a parent', () => {
    const { value, unresolved } = resolved(recorded);
    expect(unresolved).toEqual([]);
    expect(value.totalCount).toBe(2);
    // As recorded above.
    const [child, parent] = value.objects as [Record<string, unknown>, Record<string, unknown>];
    expect(parent).toBe((child.parents as unknown[])[0]);
    expect(parent.type).toBe(child.type);
  });

  it('may stand before their definition, since maps with whole numbers as keys are reordered', () => {
    const { value } = resolved(
      '{"20230405101112131":{"@type":"as.dto.sample.Sample","@id":1,"type":{"@type":"T","@id":2,"code":"X"}},' +
        '"7":{"@type":"as.dto.sample.Sample","@id":3,"type":2},"/LAB/S":1}',
    );
    const [seven] = Object.keys(value);
    expect(seven).toBe('7');
    expect(fieldsOf(fieldsOf(value['7']).type).code).toBe('X');
    expect(value['/LAB/S']).toBe(value['20230405101112131']);
  });

  it('may form circles', () => {
    const { value } = resolved('{"@type":"S","@id":1,"children":[{"@type":"S","@id":2,"parents":[1]}]}');
    expect(fieldsOf((value.children as unknown[])[0]).parents).toEqual([value]);
  });

  it('are never taken from numbers that are values', () => {
    const text =
      '{"@type":"T","@id":1,"totalCount":1,"count":1,"from":1,"ordinal":1,"size":1,"fileLength":1,"checksumCRC32":1,' +
      '"speedHint":1,"version":1,"techId":1,"wishedNumberOfStreams":1,"registrationDate":1,' +
      '"properties":{"A":1,"sample":1,"B":[1]},"metaData":{"type":1}}';
    expect(resolved(text).value).toEqual(JSON.parse(text));
  });

  it('are found in histories and in maps of relations, whatever the keys of a map are called', () => {
    const { value } = resolved(
      '{"properties":{"@type":"T","@id":1,"sampleProperties":{"totalCount":3},"unknownHistory":[3],' +
        '"experiment":{"@type":"T","@id":3,"code":"E"}}}',
    );
    const one = fieldsOf(value.properties);
    expect(fieldsOf(one.sampleProperties).totalCount).toBe(one.experiment);
    expect(one.unknownHistory).toEqual([one.experiment]);
  });

  it('may be defined in the fetch options, whose other numbers stay', () => {
    const { value } = resolved(
      '{"a":{"@type":"T","@id":1,"fetchOptions":{"@type":"F","@id":2,"count":1,"type":{"@type":"G","@id":3}}},' +
        '"b":{"@type":"T","@id":4,"type":3,"fetchOptions":2}}',
    );
    const [one, two] = Object.values(value).map(fieldsOf);
    expect(two?.fetchOptions).toBe(one?.fetchOptions);
    expect(fieldsOf(two?.type)['@type']).toBe('G');
    expect(fieldsOf(one?.fetchOptions).count).toBe(1);
  });

  it('that nobody defined stay as they are and are told', () => {
    const { value, unresolved } = resolved('{"@type":"T","@id":1,"type":9,"parents":[8,9]}');
    expect(unresolved).toEqual([9, 8]);
    expect(value).toMatchObject({ type: 9, parents: [8, 9] });
  });
});
