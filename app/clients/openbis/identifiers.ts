/** How users name an object: by path, by permanent id, or by code alone (protocol 5). */
export type Reference =
  | { by: 'identifier'; text: string }
  | { by: 'permId'; text: string }
  | { by: 'code'; text: string };

const permIdForm = /^\d+-\d+$/;
const tokenForm = /^(\$pat-)?(.+)-\d+x[0-9A-F]{32}$/i;

/** In the order of pyBIS: a slash makes an identifier, digits-digits a permId, everything else is a code. */
export function referenceOf(input: string): Reference {
  const text = input.trim();
  if (text.includes('/')) return { by: 'identifier', text: normalIdentifier(text) };
  return permIdForm.test(text) ? { by: 'permId', text } : { by: 'code', text: text.toUpperCase() };
}

/** The same for an object, whose identifier may be given as the ELN shows it: with its collection in the middle. */
export function objectReferenceOf(input: string): Reference {
  const reference = referenceOf(input);
  if (reference.by !== 'identifier') return reference;
  const [space, project, collection, object, ...more] = reference.text.slice(1).split('/');
  const isElnForm = collection !== undefined && object !== undefined && more.length === 0;
  return isElnForm ? { by: 'identifier', text: `/${space}/${project}/${object}` } : reference;
}

/** Upper case, one leading slash, no blanks around its parts. */
export function normalIdentifier(input: string): string {
  const parts = input.split('/').map((part) => part.trim());
  return `/${parts.filter((part) => part !== '').join('/')}`.toUpperCase();
}

export interface TokenFacts {
  user: string;
  /** A personal access token, which no log-in gives and no log-out ends. */
  isPersonal: boolean;
}

/** Who a token belongs to; read from the right, since user names may hold `-`. Undefined if it is no such token. */
export function tokenFacts(token: string): TokenFacts | undefined {
  const [, personal, user] = tokenForm.exec(token) ?? [];
  return user === undefined ? undefined : { user, isPersonal: personal !== undefined };
}
