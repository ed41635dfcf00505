import { describe, expect, test } from 'vitest';
import { parseCard } from '../fits/card.ts';
import { cardLines } from '../fits/card-text.ts';
import { type RecordKeyword, recordCards } from './fits-keywords.ts';

const origin = { series: 'hmi.M_720s', recnum: 42, segment: 'magnetogram', primekeys: ['T_REC', 'CAMERA'] };

function keyword(change: Partial<RecordKeyword>): RecordKeyword {
  return { ...{ name: 'NAME', type: 'int', units: 'none', note: '', value: 1 }, ...change };
}

function cards(...keywords: RecordKeyword[]): { name: string; value: unknown; comment: string }[] {
  return recordCards(keywords, origin).map(({ name, value, comment }) => ({ name, value, comment }));
}

describe('FITS keyword names, for headers written on the client side', () => {
  test.each([
    [{ name: 'DATAMEAN' }, 'DATAMEAN', ''],
    [{ name: 'crpix1' }, 'CRPIX1', 'crpix1'],
    [{ name: 'FSN_REC' }, 'FSN_REC', ''],
    [{ name: 'Date_Longer_Than' }, 'DATELONG', 'Date_Longer_Than'],
    [{ name: 'date_obs', note: '[DATE-OBS] Start - long story' }, 'DATE-OBS', 'date_obs'],
  ])('%o', (change, name, drmsName) => {
    const [card] = cards(keyword(change));
    expect(card?.name).toBe(name);
    if (drmsName !== '') expect(card?.comment).toContain(`{${drmsName}}`);
  });

  test('the note without its word, up to the first single hyphen', () => {
    const [card] = cards(keyword({ name: 'date_obs', note: '[DATE-OBS] Start of it - long story' }));
    expect(card?.comment).toBe('Start of it {date_obs}');
  });

  test('names that the format of the file needs are never written, or only with an underscore', () => {
    expect(cards(keyword({ name: 'BZERO' }), keyword({ name: 'NAXIS1' }))).toHaveLength(3);
    const [card] = cards(keyword({ name: 'x_tension', type: 'string', value: 'a' }));
    expect(card?.name).toBe('_XTENSIO');
  });

  test('types of the note', () => {
    expect(cards(keyword({ note: '[FLAG:LOGICAL] x', value: 1 }))[0]?.value).toBe(true);
    expect(cards(keyword({ note: '[NUM:STRING] x', value: 7 }))[0]?.value).toBe('7');
  });

  test('times with milliseconds and without Z, missing numbers without value', () => {
    const time = { type: 'time', value: 1238544035 };
    expect(cards(keyword({ ...time, units: 'TAI' }))[0]?.value).toBe('2016.04.01_00:00:35.000_TAI');
    expect(cards(keyword({ ...time, units: 'ISO' }))[0]?.value).toBe('2016-03-31T23:59:59.000');
    expect(cards(keyword({ value: null }))[0]?.value).toBeUndefined();
    expect(cards(keyword({ type: 'string', value: null }))[0]?.value).toBe('');
  });

  test('record number, id and prime keys close the list', () => {
    expect(cards().map(({ name, value }) => [name, value])).toEqual([
      ['RECNUM', 42],
      ['DRMS_ID', 'hmi.M_720s:42:magnetogram'],
      ['PRIMARYK', 'T_REC, CAMERA'],
    ]);
  });

  test('a real number reads as one', () => {
    const [card] = recordCards([keyword({ type: 'float', value: 3 })], origin);
    const [line = ''] = card === undefined ? [] : cardLines(card);
    expect(line).toContain('3.0');
    expect(parseCard(line, 0).value).toBe(3);
  });
});
