export { ColumnEngine, type ColumnEngineParts, type Waits } from './column-engine.ts';
export type { PageRequest } from './messages.ts';
export type { ProcessChannel, StartProcess } from './process-channel.ts';
