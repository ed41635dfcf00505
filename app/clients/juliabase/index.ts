export type * from './api.ts';
export { appendMarks, type CommentsMarks, createMarker, isMarker, readMarks, stripMarks } from './marker.ts';
