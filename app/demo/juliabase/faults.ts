/**
 * Bad manners on demand. Switched on over the control endpoint: `POST __control` with the header
 * `X-Demo-Control: 1` and JSON `{ "faults": [ … ], "mode": "A", "csrf": true, "timezone": "UTC",
 * "switches": { … }, "reset": true }`; `GET __control` shows the state and the request log.
 */
export interface Fault {
  match: { method?: string /** Regular expression on the path behind the root. */; path?: string };
  kind:
    | 'delay'
    | 'reset-before'
    | 'reset-at-request-byte'
    | 'reset-after-commit'
    | 'reset-at-response-byte'
    | 'status'
    | 'status-after-commit'
    | 'late-commit'
    | 'expire-session'
    | 'html'
    | 'html-after-commit'
    | 'bad-json';
  /** How many times it strikes; default once. */
  count?: number;
  delayMs?: number;
  offset?: number;
  status?: number;
}

export class FaultList {
  private faults: Required<Pick<Fault, 'match' | 'kind' | 'count'>>[] & Fault[] = [];

  set(faults: readonly Fault[]): void {
    this.faults = faults.map((fault) => ({ ...fault, count: fault.count ?? 1 }));
  }

  add(fault: Fault): void {
    this.faults.push({ ...fault, count: fault.count ?? 1 });
  }

  list(): Fault[] {
    return this.faults.filter((fault) => (fault.count ?? 0) > 0);
  }

  /** The first fault that fits; it is used up by one. */
  take(method: string, path: string): Fault | undefined {
    const found = this.faults.find(
      (fault) =>
        (fault.count ?? 0) > 0 &&
        (fault.match.method ?? method) === method &&
        new RegExp(fault.match.path ?? '').test(path),
    );
    if (found !== undefined) found.count = (found.count ?? 1) - 1;
    return found;
  }
}
