import type { ReactNode } from 'react';
import { toAppError } from '../../app/contract/app-error.ts';
import { LoginForm } from './login-form.tsx';
import { Note, type NoteAction } from './note.tsx';
import { say } from './say.ts';
import { ToldText } from './told-text.tsx';

export interface ErrorNoteProps {
  error: Error;
  /** Lets the user log in again right in the note. */
  connectionId?: string;
  action?: NoteAction;
}

/** A failure in one sentence with its remedy as a sentence, a button, or the password field. */
export function ErrorNote({ error, connectionId, action }: ErrorNoteProps): ReactNode {
  const failure = toAppError(error);
  if (failure.code === 'cancelled') return null;
  const asksPassword = failure.code === 'auth-required' && connectionId !== undefined;
  return (
    <Note
      tone="bad"
      title={say(failure.message)}
      {...(action !== undefined && !asksPassword && { action })}
      {...(asksPassword && { footer: <LoginForm connectionId={connectionId} /> })}
    >
      {failure.remedy === undefined ? null : <ToldText>{say(failure.remedy)}</ToldText>}
    </Note>
  );
}
