import type { Thing } from '../domain/found.ts';
import { drmsRequests, drmsThings, isDrmsSite } from './drms-things.ts';
import { juliaBaseRequests, juliaBaseThings } from './juliabase-things.ts';
import { openbisRequests, openbisThings } from './openbis-things.ts';

/** Site of what lies on this computer: saved queries, kept tables, transfers. Its bodies are lists of things. */
export const localSite = 'local';

const ofConnections = new Set([...juliaBaseRequests, ...openbisRequests]);

/** Whether an answer of this name holds something to find, so that its body need not be looked at otherwise. */
export function isSearched(site: string, request: string): boolean {
  if (site === localSite) return true;
  const head = request.split(' ', 1)[0] ?? '';
  return isDrmsSite(site) ? drmsRequests.includes(head) : ofConnections.has(head);
}

/** The things that a kept answer tells of. Throws what it likes if the body is not what its name says. */
export function thingsOfAnswer(site: string, request: string, body: unknown): Thing[] {
  // Written by us, from typed lists.
  if (site === localSite) return body as Thing[];
  if (isDrmsSite(site)) return drmsThings(site, request, body) ?? [];
  return juliaBaseThings(site, request, body) ?? openbisThings(site, request, body) ?? [];
}
