import { describe, expect, test } from 'vitest';
import { readNotebook } from './openbis-preview-notebook.ts';

function notebook(cells: unknown[], more: object = {}): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...more });
}

function outputOf(output: object): unknown {
  return readNotebook(notebook([{ cell_type: 'code', source: '', outputs: [output] }]))?.cells[0]?.outputs[0];
}

describe('readNotebook', () => {
  test('cells with their sources as text or lines, and the language', () => {
    const language = { metadata: { language_info: { name: 'python', version: '3.12.7' } } };
    const cells = [
      { cell_type: 'markdown', source: ['# Title\n', 'Text'] },
      { cell_type: 'code', source: 'x = 1', execution_count: 3, outputs: [] },
    ];
    expect(readNotebook(notebook(cells, language))).toEqual({
      kind: 'notebook',
      language: 'python 3.12.7',
      cellCount: 2,
      cells: [
        { kind: 'markdown', source: '# Title\nText', run: null, outputs: [] },
        { kind: 'code', source: 'x = 1', run: 3, outputs: [] },
      ],
    });
  });

  test('what was printed, errors without the colours of a terminal, and results', () => {
    expect(outputOf({ output_type: 'stream', text: ['a\n', 'b'] })).toEqual({
      ...{ kind: 'text', text: 'a\nb', isCut: false },
    });
    expect(outputOf({ output_type: 'error', traceback: ['\x1b[0;31mNameError\x1b[0m: x'] })).toMatchObject({
      ...{ kind: 'error', text: 'NameError: x' },
    });
    expect(outputOf({ output_type: 'execute_result', data: { 'text/plain': '42' } })).toMatchObject({ text: '42' });
  });

  test('a picture comes first; HTML never comes, not even alone', () => {
    const data = { 'text/html': '<script>', 'text/plain': 'a table', 'image/png': 'iVBO\nRw0K' };
    expect(outputOf({ output_type: 'display_data', data })).toEqual({
      ...{ kind: 'picture', type: 'image/png', base64: 'iVBORw0K' },
    });
    const { 'image/png': _, ...texts } = data;
    expect(outputOf({ output_type: 'display_data', data: texts })).toMatchObject({ kind: 'text', text: 'a table' });
    expect(outputOf({ output_type: 'display_data', data: { 'text/html': '<b>' } })).toEqual({
      ...{ kind: 'left-out', what: 'text/html' },
    });
  });

  test('pictures that are no base64 or too large are left out and named; long texts are cut, and say so', () => {
    const png = (base64: string): unknown => outputOf({ output_type: 'display_data', data: { 'image/png': base64 } });
    expect(png('"><script>')).toEqual({ kind: 'left-out', what: 'image/png that cannot be read' });
    expect(png('A'.repeat(5 * 1024 * 1024))).toEqual({ kind: 'left-out', what: 'image/png that is too large' });
    expect(outputOf({ output_type: 'stream', text: 'x'.repeat(30_000) })).toMatchObject({ isCut: true });
  });

  test('of very many cells the first ones, with the number of all', () => {
    const cells = Array.from({ length: 600 }, () => ({ cell_type: 'raw', source: 'x' }));
    const read = readNotebook(notebook(cells));
    expect([read?.cells.length, read?.cellCount]).toEqual([500, 600]);
  });

  test('a cell that is none is shown as it is written; what is no notebook is none', () => {
    expect(readNotebook(notebook(['odd']))?.cells[0]).toMatchObject({ kind: 'raw', source: '"odd"' });
    expect(readNotebook('{"nbformat": 3, "worksheets": []}')).toBeUndefined();
    expect(readNotebook('no JSON')).toBeUndefined();
  });
});
