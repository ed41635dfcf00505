import type { Fault } from '../faults.ts';
import type { Person } from '../model/entities.ts';
import type { View } from '../present/shape.ts';
import type { Settings } from '../settings.ts';
import type { Registry } from '../store/registry.ts';
import type { Session, Sessions } from '../store/sessions.ts';
import type { Value } from '../wire/dto.ts';
import { Unauthorized, UserFailure } from '../wire/failures.ts';
import { type Input, textOf } from '../wire/input.ts';

/** What methods work on. */
export interface Desk {
  registry: Registry;
  sessions: Sessions;
  settings: Settings;
}

export interface Call {
  nowMs: number;
  fault: Fault | undefined;
}

/** A remote method; what it throws as a `Failure` goes to the client. */
export type Method = (params: readonly Input[], call: Call) => Value | Promise<Value>;
export type Methods = Readonly<Record<string, Method>>;

export interface SignedIn extends View, Call {
  session: Session;
  /** As the client sent it. */
  token: string;
}

/** A method whose first parameter is a token; it gets the others. */
export function signedIn(
  { registry, sessions }: Desk,
  work: (params: readonly Input[], call: SignedIn) => Value | Promise<Value>,
): Method {
  return ([first, ...params], call) => {
    const token = textOf(first) ?? '';
    const session = sessions.use(token, call.nowMs);
    return work(params, { ...call, session, token, person: session.person, registry });
  };
}

export function requireWriter(person: Person, what: string): void {
  if (person.role === 'observer') throw new Unauthorized(what);
}

export function requireText(input: Input, what: string): string {
  const text = textOf(input)?.trim();
  if (text === undefined || text === '') throw new UserFailure(`${what} cannot be empty.`);
  return text;
}
