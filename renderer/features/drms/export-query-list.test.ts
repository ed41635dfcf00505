import { expect, test } from 'vitest';
import { readQueryList } from './export-query-list.ts';

const context = { structureOf: () => undefined, seriesNames: ['hmi.V_45s', 'hmi.M_720s'] };

test('takes one record set per line, without comments and empty lines', () => {
  const list = '# HMI\n\nhmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}\r\n  hmi.M_720s[2016.04.01_TAI]\n';
  expect(readQueryList(list, context)).toEqual([
    { line: 3, recordSet: 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}', problems: [] },
    { line: 4, recordSet: 'hmi.M_720s[2016.04.01_TAI]', problems: [] },
  ]);
});

test('says in which line and at which sign something is wrong', () => {
  const [first, second] = readQueryList('hmi.X_45s[$]\n  hmi.V_45s[2016.04.01_TAI', context);
  expect(first?.problems[0]).toMatchObject({
    severity: 'error',
    text: expect.stringMatching(/^Line 1, sign 1: The server has no series hmi\.X_45s\. Did you mean hmi\.V_45s/),
  });
  expect(second?.problems[0]?.text).toMatch(/^Line 2, sign \d+: /);
});
