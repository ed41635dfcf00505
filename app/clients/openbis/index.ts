export { AppError, isAppError } from '../../contract/app-error.ts';
export type * from './api.ts';
export { createOpenbisClient } from './client.ts';
export { tokenFacts } from './identifiers.ts';
export type * from './model.ts';
export { isOpenbisError, OpenbisError, type OpenbisFailure } from './openbis-error.ts';
export type { ApiVersion, ServerFacts } from './server-facts.ts';
export type { Login, Secret } from './session.ts';
export { localDateTime, propertyTimestamp } from './timestamps.ts';
