export { ColumnEngine, type ColumnEngineParts } from './column-engine.ts';
export type { PageRequest } from './messages.ts';
export { forkProcess, type StartProcess } from './process-channel.ts';
