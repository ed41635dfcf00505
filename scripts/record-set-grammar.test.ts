import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordSetParser } from './record-set-grammar.ts';

test('the parser of record sets is that of its grammar', () => {
  for (const [name, text] of Object.entries(recordSetParser())) {
    const kept = new URL(`../renderer/features/drms/record-set-language/${name}`, import.meta.url);
    expect(readFileSync(kept, 'utf8')).toBe(text);
  }
});
