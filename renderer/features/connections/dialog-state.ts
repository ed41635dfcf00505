import { create } from 'zustand';
import type { ConnectionKind } from '../../../app/contract/connections.ts';

export type ConnectionQuestion =
  /** `server` is chosen in the dialog if it is not given. */
  | { kind: 'add'; server?: ConnectionKind }
  | { kind: 'edit'; id: string }
  | { kind: 'login'; id: string }
  | { kind: 'remove'; id: string };

/** Which dialog about a connection is open. */
export const useConnectionQuestion = create<{ question: ConnectionQuestion | null }>(() => ({ question: null }));

export function askForConnection(question: ConnectionQuestion): void {
  useConnectionQuestion.setState({ question });
}

export function closeConnectionQuestion(): void {
  useConnectionQuestion.setState({ question: null });
}
