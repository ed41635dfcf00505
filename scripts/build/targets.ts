import { join } from 'node:path';
import { build as viteBuild } from 'vite';
import { compressTexts } from './compress.ts';
import { buildNodeFiles } from './node-files.ts';
import { contentStamp, isUpToDate, keepStamp } from './stamp.ts';

export type TargetName = 'renderer' | 'node' | 'main' | 'preload';

interface Target {
  inputs: readonly string[];
  outputs: readonly string[];
  build(root: string): Promise<void>;
}

const always = ['package.json', 'package-lock.json', 'scripts/build'];
const nodeInputs = ['app', 'main/core/core-entry.ts'];

const targets: Record<TargetName, Target> = {
  renderer: {
    inputs: ['renderer', 'app/contract', 'app/domain', 'app/figures', 'app/rpc', 'vite.config.ts', ...always],
    outputs: ['dist/renderer/index.html'],
    async build(root) {
      await viteBuild({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
      compressTexts(join(root, 'dist/renderer'));
    },
  },
  node: {
    inputs: [...nodeInputs, ...always],
    outputs: ['dist/node/app/hosts/cli/main.js'],
    async build(root) {
      buildNodeFiles(root, nodeInputs, 'dist/node');
    },
  },
  main: {
    inputs: ['main', 'app/contract', 'app/domain', 'app/rpc', 'app/platform', ...always],
    outputs: ['dist/main/index.cjs'],
    build: (root) => bundleForElectron(root, 'main/index.ts', 'dist/main', streamGlobals),
  },
  preload: {
    inputs: ['preload', 'app/contract', ...always],
    outputs: ['dist/preload/index.cjs'],
    build: (root) => bundleForElectron(root, 'preload/index.ts', 'dist/preload'),
  },
};

export const targetNames = Object.keys(targets) as TargetName[];

/** Builds what is not up to date; says what it does. */
export async function buildTargets(
  root: string,
  names: readonly TargetName[],
  { force = false, say }: { force?: boolean; say: (line: string) => void },
): Promise<void> {
  for (const name of names) {
    const target = targets[name];
    const stamp = contentStamp(root, target.inputs);
    if (!force && isUpToDate(root, name, stamp, target.outputs)) continue;
    const startMs = performance.now();
    await target.build(root);
    keepStamp(root, name, stamp);
    say(`Built ${name} in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  }
}

/** Node 16, which old Electron brings, keeps these in a module; oRPC names them as globals when it is loaded. */
const streamGlobals = `for (const name of ['TransformStream', 'ReadableStream']) globalThis[name] ??= require('node:stream/web')[name];`;

/** One CommonJS file: the page's sandbox takes nothing else for the preload, and the shell starts fast with it. */
async function bundleForElectron(root: string, entry: string, output: string, banner = ''): Promise<void> {
  await viteBuild({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(root, entry),
      target: 'node16',
      outDir: join(root, output),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false, banner },
      },
    },
    ssr: { noExternal: true, target: 'node' },
  });
}
