/* biome-ignore-all lint: made by scripts/record-set-grammar.ts */
/* biome-ignore-all assist: made by scripts/record-set-grammar.ts */
/* biome-ignore-all format: made by scripts/record-set-grammar.ts */
export const Series = 1;
export const Key = 2;
export const RecnumItem = 3;
export const RangeDash = 4;
export const SliceSign = 5;
export const EverySign = 6;
export const Duration = 7;
export const First = 8;
export const Last = 9;
export const Time = 10;
export const Number = 11;
export const Text = 12;
export const QuotedText = 13;
export const Slot = 14;
export const Missing = 15;
export const queryEnd = 48;
export const allQueryEnd = 49;
export const SqlName = 16;
export const SqlWord = 17;
export const SqlNumber = 18;
export const SqlText = 19;
export const SqlTime = 20;
export const SqlSign = 21;
export const SqlUnclosed = 22;
export const SegmentName = 23;
