export { ColumnEngine, type ColumnEngineParts } from './column-engine.ts';
export type { PageRequest, TableQuestion } from './messages.ts';
export { forkProcess, type StartProcess } from './process-channel.ts';
