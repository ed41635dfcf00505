import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { formulaSource } from './formula-language.ts';

function labels(text: string, explicit = true): string[] | null {
  const context = new CompletionContext(EditorState.create({ doc: text }), text.length, explicit);
  const found = formulaSource(() => [{ name: 'σ_300', about: 'S/cm' }])(context);
  if (found instanceof Promise) throw new Error('It answers at once.');
  return found === null ? null : found.options.map(({ label, detail }) => `${label}: ${detail}`);
}

test('columns with their units come before functions, constants and units', () => {
  const found = labels('ln(σ') ?? [];
  expect(found[0]).toBe('σ_300: S/cm');
  expect(found).toContain('sqrt: square root');
  expect(found).toContain('kB: Boltzmann constant in eV/K');
  expect(found).toContain('eV: unit, energy');
  expect(labels('1 + ', false)).toBeNull();
});
