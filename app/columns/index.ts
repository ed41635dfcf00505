export { ColumnEngine, type ColumnEngineParts, type Waits } from './column-engine.ts';
export type { PageRequest } from './messages.ts';
export { forkProcess, type ProcessChannel, type StartProcess } from './process-channel.ts';
