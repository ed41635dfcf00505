/** The core as the shell loads it, from its built files, when its own core is wanted. */
export { createApp } from '../../app/app.ts';
export { createDemoStarter } from '../../app/demo/demo-starter.ts';
export { createJupyterStarter } from '../../app/hosts/jupyter/jupyter-starter.ts';
export { createNodePlatform } from '../../app/platform/node/node-platform.ts';
