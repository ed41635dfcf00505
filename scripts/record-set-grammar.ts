import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildParserFile } from '@lezer/generator';

const folder = new URL('../renderer/features/drms/record-set-language/', import.meta.url);
const head = `/* biome-ignore-all lint: made by scripts/record-set-grammar.ts */
/* biome-ignore-all assist: made by scripts/record-set-grammar.ts */
/* biome-ignore-all format: made by scripts/record-set-grammar.ts */
`;

/** The parser that the grammar of record sets describes, and the numbers of its terms, as files of the page. */
export function recordSetParser(): Record<'record-set.parser.ts' | 'record-set.terms.ts', string> {
  const grammar = readFileSync(new URL('record-set.grammar', folder), 'utf8');
  const warn = (message: string): never => {
    throw new Error(message);
  };
  const { parser, terms } = buildParserFile(grammar, { moduleStyle: 'es', typeScript: true, warn });
  return { 'record-set.parser.ts': head + parser, 'record-set.terms.ts': head + termsOfTokens(terms) };
}

/** Those that the tokenizers name; the others nobody imports. */
function termsOfTokens(terms: string): string {
  const tokens = readFileSync(new URL('tokens.ts', folder), 'utf8');
  const used = new Set(Array.from(tokens.matchAll(/\bterms\.(\w+)/g), ([, name = '']) => name));
  const lines = Array.from(terms.matchAll(/(\w+) = (\d+)/g), ([, name = '', id = '']) => ({ name, id }));
  return lines
    .filter(({ name }) => used.has(name))
    .map(({ name, id }) => `export const ${name} = ${id};\n`)
    .join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(recordSetParser())) writeFileSync(new URL(name, folder), text);
}
