import { z } from 'zod';

/** How records of a table are looked at: order, filter, selection, and the scale of times. */

const mostSorts = 16;
const mostFilters = 64;
const mostTexts = 200;
/** All of them have to fit into an address. */
export const mostSteps = 300;

const place = z.number().int().min(0);

/** Place of the column in the table. */
export const RecordSort = z.object({ column: place, descending: z.boolean() });
export type RecordSort = z.infer<typeof RecordSort>;

/** The first column decides; the next ones order what is equal there. */
export const RecordSorts = z.array(RecordSort).max(mostSorts);

/**
 * End of a range; belongs to it. Numbers as numbers, 64-bit integers also as text, times as text with their zone or as
 * seconds since 1977.01.01_00:00:00_TAI.
 */
const RangeEnd = z.union([z.number(), z.string().trim().min(1)]).nullable();

/** What a record must fulfil in one column. A cell without a value fulfils `missing` alone. */
export const RecordFilter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('range'), column: place, from: RangeEnd, to: RangeEnd }),
  z.object({
    kind: z.literal('text'),
    column: place,
    /** Capitals and small letters are the same but for `equals`. */
    match: z.enum(['contains', 'lacks', 'equals']),
    text: z.string().min(1).max(1000),
  }),
  z.object({ kind: z.literal('one-of'), column: place, texts: z.array(z.string()).min(1).max(mostTexts) }),
  z.object({ kind: z.literal('missing'), column: place, isMissing: z.boolean() }),
  z.object({
    kind: z.literal('bits'),
    column: place,
    mask: z.number().int().min(1).max(0xffff_ffff),
    /** any: at least one of the bits is set; none: no one is. */
    set: z.enum(['any', 'none']),
  }),
]);
export type RecordFilter = z.infer<typeof RecordFilter>;

/** A record must fulfil all of them. */
export const RecordFilters = z.array(RecordFilter).max(mostFilters);

/** Rows `from` to before `to` of what a filter and an order show; to null: to the last. */
export const SelectionStep = z.object({
  add: z.boolean().default(true),
  filters: RecordFilters.default([]),
  sort: RecordSorts.default([]),
  from: place.default(0),
  to: place.nullable().default(null),
});
export type SelectionStep = z.infer<typeof SelectionStep>;

/** Records chosen step by step: each adds to what the earlier ones have chosen, or takes from it. */
export const RecordSelection = z.array(SelectionStep).max(mostSteps);
export type RecordSelection = z.infer<typeof RecordSelection>;
/** The same with nothing said that goes without saying. */
export type SelectionDraft = z.input<typeof RecordSelection>;

/** In which scale times are written: that of their keyword, or one for all. */
export const TimeScaleChoice = z.enum(['own', 'TAI', 'UTC']);
export type TimeScaleChoice = z.infer<typeof TimeScaleChoice>;
