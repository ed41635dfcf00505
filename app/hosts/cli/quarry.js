#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// better-sqlite3 needs Node-API 10; Node 22.18 and later also run TypeScript as it is.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = Number(process.versions.napi) >= 10 && (major > 22 || (major === 22 && minor >= 18));

if (isNewEnough) {
  nodeModule.enableCompileCache?.();
  // Workers look for the cache here; without it they load the whole type stripper, 20 MB.
  process.env.NODE_COMPILE_CACHE ??= nodeModule.getCompileCacheDir?.() ?? '';
  const here = dirname(fileURLToPath(import.meta.url));
  const built = fileURLToPath(new URL('../../../dist/node/app/hosts/cli/main.js', import.meta.url));
  // Node strips no types below node_modules, where an installed package lies.
  const isInstalled = here.includes(`${join('/', 'node_modules', '/')}`) || !existsSync(join(here, 'main.ts'));
  await import(isInstalled ? built : new URL('./main.ts', import.meta.url).href);
} else {
  runWithOwnNode();
}

function runWithOwnNode() {
  const node = findOwnNode();
  if (node === undefined) {
    process.stderr.write(
      `Quarry: Node ${process.versions.node} is too old for its databases. Install the packages with \`npm ci\`, which brings Node 24, or use Node 24.\n`,
    );
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; only the child knows how to end cleanly.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function findOwnNode() {
  try {
    const folder = dirname(nodeModule.createRequire(import.meta.url).resolve('node/package.json'));
    return [join(folder, 'bin/node'), join(folder, 'bin/node.exe')].find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}
