import { create } from 'zustand';

export type ConnectionQuestion =
  | { kind: 'add' }
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
