import { createEngine } from '../columns/process/engine.ts';
import { serveCalls } from '../columns/process/serve.ts';
import { createUserSql } from '../columns/process/user-sql.ts';

serveCalls({ ...createEngine(), ...createUserSql() });
