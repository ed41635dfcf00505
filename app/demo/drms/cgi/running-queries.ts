import { type Call, json, type Reply } from '../exchange.ts';

/** Handles of queries that can be stopped before they answer. */
export class RunningQueries {
  private readonly killed = new Set<string>();
  private handed = 0;

  newHandle(): Reply {
    this.handed += 1;
    return json({ handle: `demo_${this.handed}` });
  }

  kill({ parameters }: Call): Reply {
    const handle = parameters.get('userhandle') ?? '';
    if (handle !== '') this.killed.add(handle);
    return json({ handle, status: 0 });
  }

  /** The answer of a query that was stopped meanwhile. */
  answerIfKilled({ parameters }: Call): Reply | undefined {
    return this.killed.delete(parameters.get('userhandle') ?? '') ? json({ status: -1 }) : undefined;
  }
}
