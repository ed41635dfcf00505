import { expect, test } from 'vitest';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { firstRecordSet } from './first-record-set.ts';

function info(lastRecord: string | null, isTime: boolean): DrmsSeriesInfo {
  const keyword = { type: '', recscope: '', defval: '', units: '', note: '', linkinfo: null };
  const flags = { isTime, isInteger: false, isReal: false, isNumeric: false };
  return {
    name: 's',
    note: '',
    retention: null,
    stagingRetention: null,
    unitsize: null,
    archive: null,
    tapegroup: null,
    primekeys: ['K'],
    primeKeyInfo: [],
    dbindex: [],
    keywords: [{ ...keyword, ...flags, name: 'K' }],
    segments: [],
    links: [],
    interval: { firstRecord: null, firstRecnum: null, lastRecord, lastRecnum: null, maxRecnum: 0 },
  };
}

test.each([
  ['hmi.V_45s[2025.12.31_23:59:15_TAI][2]', true, 'hmi.v_45s[2025.12.31_TAI/1d]'],
  ['hmi.V_45s[2025-12-31T23:59:15Z][2]', true, 'hmi.v_45s[2025.12.31_UTC/1d]'],
  ['hmi.V_45s[2150]', false, 'hmi.v_45s[$]'],
  [null, true, 'hmi.v_45s[$]'],
])('last record %s', (lastRecord, isTime, expected) => {
  expect(firstRecordSet('hmi.v_45s', info(lastRecord, isTime))).toBe(expected);
});
