import { create } from 'zustand';
import type { ThingDraft } from '../../../app/contract/collections.ts';

export type CollectionQuestion =
  | { kind: 'add'; things: readonly ThingDraft[] }
  | { kind: 'new' }
  | { kind: 'rename'; id: string; name: string }
  | { kind: 'export'; id: string; name: string }
  /** `into` null: a new collection. */
  | { kind: 'import'; into: { id: string; name: string } | null };

/** Which dialog about a collection is open. */
export const useCollectionQuestion = create<{ question: CollectionQuestion | null }>(() => ({ question: null }));

export function askAboutCollection(question: CollectionQuestion): void {
  useCollectionQuestion.setState({ question });
}

export function closeCollectionQuestion(): void {
  useCollectionQuestion.setState({ question: null });
}
