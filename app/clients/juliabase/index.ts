export { AppError, isAppError } from '../../contract/app-error.ts';
export type * from '../../domain/juliabase.ts';
export { isResult } from '../../domain/juliabase.ts';
export type * from './api.ts';
export { asJson } from './as-json.ts';
export { connect, createJuliaBaseClient } from './client.ts';
export { doubleQuote, doubleUnquote } from './double-quote.ts';
export * from './institute/demo-institute.ts';
export * from './institute/demo-questions.ts';
export * as field from './institute/fields.ts';
export {
  type DraftValues,
  type PartKind,
  type PartList,
  type ProcessClass,
  type ProcessDraft,
  type ProcessEdit,
  type ProcessKey,
  parts,
  partsOfKinds,
  processClass,
  type RecordValues,
  type TypedProcess,
} from './institute/process-class.ts';
export { asProcess, processesOf } from './institute/read-process.ts';
export { JuliaBaseError } from './juliabase-error.ts';
export { markdownProblem, sanitizeForMarkdown } from './markdown.ts';
export { appendMarks, type CommentsMarks, createMarker, isMarker, readMarks, stripMarks } from './marker.ts';
export type * from './office/api.ts';
export { openScriptLog, type ScriptLogOptions, startCrawling } from './office/script-log.ts';
export type * from './processes-api.ts';
export type * from './sample-changes-api.ts';
export type * from './series-changes-api.ts';
export type * from './tables-api.ts';
export { toServerTimestamp, toUtcIso } from './timestamps.ts';
