import { createEngine } from '../columns/process/engine.ts';
import { serveCalls } from '../columns/process/serve.ts';

serveCalls(createEngine());
