import { describe, expect, it } from 'vitest';
import { isAppError } from '../../contract/app-error.ts';
import { nightlyCount } from '../../testing/nightly.ts';
import { spoil } from '../../testing/spoil.ts';
import { BrokenFrames, FrameReader } from './download/frames.ts';
import { resultOf } from './envelope.ts';
import { fieldsOf, objectsOf } from './fields.ts';
import { dataSetDetailOf, dataSetFileOf } from './parse-data-sets.ts';
import { collectionOf, objectDetailOf, projectOf, spaceOf } from './parse-entities.ts';
import { TypeReader } from './parse-types.ts';
import { mapValues, resultPage } from './reader.ts';
import { resolveReferences } from './references.ts';
import { serverFactsOf } from './server-facts.ts';

const at = { place: 'The answer of lab', source: 'lab' };
const permId = '"permId":{"@type":"as.dto.x.id.XPermId","@id":3,"permId":"20230405101112131-7"}';
const identifier = '"identifier":{"@type":"as.dto.x.id.XIdentifier","@id":4,"identifier":"/LAB/PROJ/S1"}';
const person = '{"@type":"as.dto.person.Person","@id":5,"userId":"ada"}';
const thing = `{"@type":"as.dto.sample.Sample","@id":2,"code":"S1",${permId},${identifier},"type":{"@type":"T","@id":6,"code":"RAW"},"space":{"@type":"S","@id":7,"code":"LAB"},"experiment":8,"properties":{"$NAME":"x","LIST":["1",2]},"registrator":${person},"modifier":5,"registrationDate":1680689472131,"tags":[{"@type":"G","@id":8,"code":"t"}],"parents":[2,{"@type":"D","@id":9,${permId}}],"children":null,"kind":"PHYSICAL","physicalData":{"@type":"P","@id":10,"status":"AVAILABLE","size":12},"linkedData":{"contentCopies":[{"externalDms":{"code":"G"}}]},"dataStore":{"@type":"DS","@id":11,"code":"DSS1","downloadUrl":"https://lab.example"}}`;
const vocabulary =
  '{"@type":"V","@id":23,"code":"COLORS","terms":[{"code":"RED","ordinal":1},{"code":"BLUE","ordinal":2}]}';
const type = `{"@type":"DT","@id":2,"code":"RAW","propertyAssignments":[{"mandatory":true,"ordinal":2,"propertyType":{"code":"A","vocabulary":${vocabulary}}},{"ordinal":1,"propertyType":{"code":"B","vocabulary":23}}]}`;
const file =
  '{"permId":{"filePath":"original/a"},"path":"original/a","directory":false,"fileLength":12,"checksumCRC32":-1358415059}';

function answer(result: string): string {
  return `{"jsonrpc":"2.0","id":"7","result":${result}}`;
}

function page(object: string): string {
  return answer(`{"@type":"R","@id":1,"totalCount":2,"objects":[${object},2]}`);
}

function objects(text: string): unknown {
  return resolveReferences(resultOf(text, at)).value;
}

/** All that is ever done with an answer. */
const readers: readonly [text: string, read: (text: string) => void][] = [
  [page(thing), (text) => void resultPage(objects(text), 0, at, (one) => objectDetailOf(one, at))],
  [page(thing), (text) => void resultPage(objects(text), 0, at, (one) => dataSetDetailOf(one, at))],
  [page(thing), (text) => void resultPage(objects(text), 0, at, (one) => [collectionOf(one, at), projectOf(one, at)])],
  [page(thing), (text) => void resultPage(objects(text), 0, at, (one) => spaceOf(one, at))],
  [answer(`{"RAW":${type}}`), (text) => void mapValues(objects(text), at).map((one) => new TypeReader(at).typeOf(one))],
  [page(file), (text) => void objectsOf(fieldsOf(objects(text)).objects).map((one) => dataSetFileOf(one, at))],
  [
    answer('{"api-version":"3.7","archiving-configured":"true"}'),
    (text) => void serverFactsOf(fieldsOf(objects(text))),
  ],
  [
    '{"id":"7","error":{"code":0,"message":"X has not been found.","data":{"exceptionTypeName":"U","stackTrace":"t"}}}',
    (text) => void resultOf(text, at),
  ],
];

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '"@id":2,',
  '"@type":3,',
  '"objects":[1,2],',
  '"permId":7,',
  '"properties":[],',
  '"propertyAssignments":2,',
  ...['null', '-1', '1e999', '[', ']', '{', '}', '"', ',', '\\', '\\u00', '\u0000', '2', '[[[[[[[['],
];

/** Matrix row 21. */
const rounds = nightlyCount(100_000);

describe('spoilt answers', () => {
  it(`${rounds} of them: taken, or refused with a named error`, { timeout: 300_000 }, () => {
    const random = createRandom(20230405);
    let refused = 0;
    for (let round = 0; round < rounds; round++) {
      const [text, read] = readers[round % readers.length] ?? ['', () => undefined];
      const spoilt = spoil(text, pieces, random);
      try {
        read(spoilt);
      } catch (error) {
        refused++;
        if (!isAppError(error)) throw new Error(`${String(error)} for ${spoilt}`, { cause: error });
      }
    }
    expect(refused).toBeGreaterThan(rounds / 100);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('pieces of files: whole, told as damaged, or refused', () => {
    const random = createRandom(7);
    for (let round = 0; round < 20_000; round++) {
      const bytes = Buffer.from(Array.from({ length: random(120) }, () => random(4) * random(64)));
      try {
        const reader = new FrameReader();
        for (const frame of reader.push(bytes)) expect(frame.bytes).toBeLessThanOrEqual(bytes.length);
        reader.finish();
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenFrames);
      }
    }
  });
});
