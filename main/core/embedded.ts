import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Platform } from '../../app/platform/platform.ts';
import type { ShellCore } from './core.ts';

type CoreEntry = typeof import('./core-entry.ts');

export interface EmbeddedOptions {
  /** Folder of package.json. */
  root: string;
  home: string | undefined;
  /** Puts the shell's own means in the place of plain Node's. */
  adapt(platform: Platform): Platform;
}

/** Runs the core in this process. */
export async function startEmbeddedCore({ root, home, adapt }: EmbeddedOptions): Promise<ShellCore> {
  const path = join(root, 'dist/node/main/core/core-entry.js');
  // Loaded late, so that a shell that attaches needs none of the core's native modules.
  const core = (await import(pathToFileURL(path).href)) as CoreEntry;
  const platform = adapt(await core.createNodePlatform(home === undefined ? {} : { home }));
  const app = await core.createApp(platform, {
    demo: core.createDemoStarter(platform.paths.home),
    jupyter: core.createJupyterStarter(),
    schedules: true,
  });
  return {
    kind: 'embedded',
    address: null,
    serve: (page) => app.router.serve(page),
    bytes: (name, query, signal) => app.bytes(name, query, signal),
    close: () => app.close(),
  };
}
