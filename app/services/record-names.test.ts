import { describe, expect, test } from 'vitest';
import { recordSetsOfNames, recordSetsOfNumbers } from './record-names.ts';

describe('record sets of records', () => {
  test('that differ in their first prime key alone share a list', () => {
    const names = ['a.b[2016.04.01_TAI][2]', 'a.b[2016.04.02_TAI][2]{image}', 'a.b[2016.04.02_TAI][3]'];
    expect(recordSetsOfNames(names)).toEqual(['a.b[2016.04.01_TAI,2016.04.02_TAI][2],a.b[2016.04.02_TAI][3]']);
  });

  test('quote what a list would take apart, and leave numbers of records and odd names as they are', () => {
    expect(recordSetsOfNames(['a.b[North, South]', "a.b['x, y']", 'a.c[:#12]', 'a.d[x[1]]'])).toEqual([
      `a.b["North, South",'x, y'],a.c[:#12],a.d[x[1]]`,
    ]);
  });

  test('are as many as the length needs, and name each record once', () => {
    const days = Array.from({ length: 28 }, (_, day) => `2016.02.${String(day + 1).padStart(2, '0')}_TAI`);
    const sets = recordSetsOfNames(
      days.map((day) => `a.b[${day}]`),
      100,
    );
    expect(sets.every((set) => set.length <= 100)).toBe(true);
    expect(sets.length).toBeGreaterThan(2);
    expect(sets.join().match(/2016[^,\]]*/g)).toEqual(days);
  });

  test('can go by their numbers, which also tell versions apart', () => {
    expect(recordSetsOfNumbers('a.b', ['101', '581'])).toEqual(['a.b[:#101,#581]']);
    expect(recordSetsOfNumbers('a.b', ['101', '581'], 12)).toEqual(['a.b[:#101]', 'a.b[:#581]']);
    expect(recordSetsOfNumbers('a.b', [])).toEqual([]);
  });
});
