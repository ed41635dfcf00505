import type { Connection } from '../../../app/contract/connections.ts';

/** Notices connections that were logged in and need a person now; each loss counts once, however many calls met it. */
export class LostSessions {
  private readonly loggedIn = new Set<string>();

  /** @returns the connection whose login is to be asked for now; another one comes with a later call */
  next(connections: readonly Pick<Connection, 'id' | 'state'>[]): string | undefined {
    let lost: string | undefined;
    for (const { id, state } of connections) {
      if (state === 'signed-in') this.loggedIn.add(id);
      // A person has done that.
      else if (state === 'signed-out') this.loggedIn.delete(id);
      else if (state === 'needs-you' && lost === undefined && this.loggedIn.delete(id)) lost = id;
    }
    return lost;
  }
}
