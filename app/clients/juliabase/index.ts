export type * from './api.ts';
export { asJson } from './as-json.ts';
export { connect, createJuliaBaseClient } from './client.ts';
export { doubleQuote } from './double-quote.ts';
export { JuliaBaseError } from './juliabase-error.ts';
export { sanitizeForMarkdown } from './markdown.ts';
export { appendMarks, type CommentsMarks, createMarker, isMarker, readMarks, stripMarks } from './marker.ts';
