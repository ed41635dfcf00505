import { CompletionContext, type CompletionResult, type CompletionSource } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import type { KeptTable } from '../../../app/contract/columns.ts';
import { quotedName, sqlSources } from './sql-language.ts';

const tables: KeptTable[] = [
  {
    ...{ tableId: '1', name: 'hmi_v_45s', serverId: 'jsoc', recordSet: 'hmi.v_45s[$]', asOfUtc: '', rows: 1, bytes: 1 },
    columns: [
      { name: 'T_REC', kind: 'time', unit: null, timeScale: 'TAI' },
      { name: 'DATAMEAN', kind: 'real', unit: 'm/s', timeScale: null },
      { name: '*recnum*', kind: 'longlong', unit: null, timeScale: null },
    ],
  },
];

async function complete(text: string): Promise<Map<string, { detail?: string; apply?: unknown }>> {
  const state = EditorState.create({ doc: text, extensions: [] });
  const context = new CompletionContext(state, text.length, true);
  const results = await Promise.all(sqlSources(() => tables).map((source: CompletionSource) => source(context)));
  const options = results.flatMap((result: CompletionResult | null) => [...(result?.options ?? [])]);
  return new Map(
    options.map(({ label, detail, apply }) => [label, { ...(detail === undefined ? {} : { detail }), apply }]),
  );
}

test('tables, and the columns of those that are named, with unit or time scale', async () => {
  const found = await complete('SELECT D FROM hmi_v_45s WHERE ');
  expect(found.get('DATAMEAN')?.detail).toBe('m/s');
  expect(found.get('T_REC')?.detail).toBe('TAI');
  expect(found.get('*recnum*')?.apply).toBe('"*recnum*"');
  expect(found.has('hmi_v_45s')).toBe(true);
  expect((await complete('SELECT ')).has('DATAMEAN')).toBe(false);
});

test('functions with what they give, also those for times', async () => {
  expect((await complete('SELECT ')).get('tai')).toEqual({
    detail: 'seconds, to compare with a column of times',
    apply: "tai('2016.04.01_TAI')",
  });
});

test.each([
  ['T_REC', 'T_REC'],
  ['x.state', '"x.state"'],
  ['a"b', '"a""b"'],
  ['2nd', '"2nd"'],
])('%s is written %s', (name, written) => expect(quotedName(name)).toBe(written));
