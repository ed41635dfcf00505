import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { filesBelow } from './stamp.ts';

/** The plain-Node part as JavaScript, file by file, for places where Node does not strip types: packages. */
export function buildNodeFiles(root: string, inputs: readonly string[], output: string): void {
  rmSync(join(root, output), { recursive: true, force: true });
  for (const path of inputs.flatMap((input) => filesBelow(root, input))) {
    if (path.startsWith('app/testing/')) continue;
    const target = join(root, output, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    if (path.endsWith('.ts')) writeFileSync(target, toJavaScript(readFileSync(join(root, path), 'utf8')));
    else cpSync(join(root, path), target);
  }
}

/** Types become spaces, so lines and columns stay; relative paths to `.ts` files follow their targets. */
export function toJavaScript(source: string): string {
  const silent = process.emitWarning;
  // Node calls this function experimental at each first use; its answer is what Node itself runs.
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source).replaceAll(/(['"])(\.\.?\/[^'"\n]+)\.ts\1/g, '$1$2.js$1');
  } finally {
    process.emitWarning = silent;
  }
}
