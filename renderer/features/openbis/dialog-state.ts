import { create } from 'zustand';

export type OpenbisQuestion =
  /** `paths`: chosen files; none: all of them. */
  | { kind: 'download'; connectionId: string; permId: string; paths: readonly string[] }
  /** `owner`: identifier of what it is uploaded to; `parent`: permId of the dataset that it comes from. */
  | { kind: 'upload'; connectionId: string; owner?: string; parent?: string };

/** Which dialog about datasets is open. */
export const useOpenbisQuestion = create<{ question: OpenbisQuestion | null }>(() => ({ question: null }));

export function askForDataSet(question: OpenbisQuestion): void {
  useOpenbisQuestion.setState({ question });
}

export function closeDataSetQuestion(): void {
  useOpenbisQuestion.setState({ question: null });
}
