import { parseArgs } from 'node:util';
import { buildTargets, type TargetName, targetNames } from './build/targets.ts';
import { root } from './root.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { force: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !(targetNames as string[]).includes(name));
if (unknown.length > 0) {
  console.error(`There is nothing to build named ${unknown.join(', ')}. Choose among ${targetNames.join(', ')}.`);
  process.exit(2);
}
const chosen = positionals.length === 0 ? targetNames : (positionals as TargetName[]);
await buildTargets(root, chosen, { force: values.force ?? false, say: (line) => console.error(line) });
