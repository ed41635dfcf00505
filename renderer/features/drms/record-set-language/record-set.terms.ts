/* biome-ignore-all lint: made by scripts/record-set-grammar.ts */
/* biome-ignore-all assist: made by scripts/record-set-grammar.ts */
/* biome-ignore-all format: made by scripts/record-set-grammar.ts */
export const Series = 1;
export const Key = 2;
export const RecnumItem = 3;
export const Duration = 4;
export const First = 5;
export const Last = 6;
export const Time = 7;
export const Number = 8;
export const Text = 9;
export const QuotedText = 10;
export const Slot = 11;
export const Missing = 12;
export const queryEnd = 48;
export const allQueryEnd = 49;
export const SqlName = 13;
export const SqlWord = 14;
export const SqlNumber = 15;
export const SqlText = 16;
export const SqlTime = 17;
export const SqlSign = 18;
export const SqlUnclosed = 19;
export const SegmentName = 20;
