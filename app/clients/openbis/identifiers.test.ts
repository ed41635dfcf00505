import { describe, expect, it } from 'vitest';
import { normalIdentifier, objectReferenceOf, referenceOf, tokenFacts } from './identifiers.ts';
import { localDateTime, propertyTimestamp } from './timestamps.ts';

describe('what users call an object', () => {
  it.each([
    ['/LAB/PROJ/S1', { by: 'identifier', text: '/LAB/PROJ/S1' }],
    [' lab/proj / s1 ', { by: 'identifier', text: '/LAB/PROJ/S1' }],
    ['20230405101112131-7', { by: 'permId', text: '20230405101112131-7' }],
    ['1-2', { by: 'permId', text: '1-2' }],
    ['exp1', { by: 'code', text: 'EXP1' }],
  ])('%j', (input, expected) => {
    expect(referenceOf(input)).toEqual(expected);
  });

  it('leaves the collection out of the form of the ELN, for objects only', () => {
    expect(objectReferenceOf('/s/p/c/o').text).toBe('/S/P/O');
    expect(objectReferenceOf('/S/P/O').text).toBe('/S/P/O');
    expect(objectReferenceOf('/S/O').text).toBe('/S/O');
    expect(referenceOf('/S/P/C/O').text).toBe('/S/P/C/O');
    expect(normalIdentifier('//a//b/')).toBe('/A/B');
  });
});

describe('tokens', () => {
  const end = '230405101112131x0123456789ABCDEF0123456789abcdef';
  it.each([
    [`ada-${end}`, { user: 'ada', isPersonal: false }],
    [`$pat-ada-${end}`, { user: 'ada', isPersonal: true }],
    [`$pat-ada-maria-von-${end}`, { user: 'ada-maria-von', isPersonal: true }],
    [`a-b-1-${end}`, { user: 'a-b-1', isPersonal: false }],
    ['no token', undefined],
    [`ada${end}`, undefined],
  ])('%s', (token, facts) => {
    expect(tokenFacts(token)).toEqual(facts);
  });
});

describe('times', () => {
  it('of objects are local, in whole seconds, empty if there is none', () => {
    expect(localDateTime(Date.UTC(2023, 3, 5, 8, 11, 12, 700))).toBe('2023-04-05 10:11:13');
    expect(localDateTime(null)).toBe('');
  });

  it.each([
    ['2023-05-18', '2023-05-18'],
    ['2023-05-18 11:17', '2023-05-18 11:17'],
    ['2023-05-18 11:17:03', '2023-05-18 11:17:03'],
    ['2023-05-18T11:17:03', '2023-05-18 11:17:03'],
    ['2023-05-18T11:17:03.123Z', '2023-05-18 11:17:03'],
    ['2023-05-18T11:17:03+02:00', '2023-05-18 11:17:03'],
    ['2023-02-30', undefined],
    ['2023-05-18 25:00', undefined],
    ['18.5.2023', undefined],
    ['', undefined],
  ])('as values of properties: %j', (input, sent) => {
    expect(propertyTimestamp(input)).toBe(sent);
  });
});
