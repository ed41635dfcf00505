export const faultKinds = [
  /** Answers as usual, but only after `delayMs`. */
  'delay',
  /** The connection is reset before the body is read: nothing is done. */
  'reset-before',
  /** Reset when `offset` bytes of the body have come, or at its end: nothing is done. */
  'reset-at-request-byte',
  /** Everything is done, then the connection is reset without an answer. */
  'reset-after-commit',
  /** Everything is done; the answer ends after `offset` bytes of its body. */
  'reset-at-response-byte',
  /** Answers with `status` (default 503) and does nothing. */
  'status',
  /** Does everything and answers with `status` (default 502). */
  'status-after-commit',
  /** Reset now; the view, which has let the user in already, does its work `delayMs` later. */
  'late-commit',
  /** Reset now; the request reaches the login check `delayMs` later, when its session may be gone. */
  'late-arrival',
  /** The session of this request is forgotten just before. */
  'expire-session',
  /** Answers 200 with a page instead of doing the work. */
  'html',
  /** Does the work and answers 200 with a page. */
  'html-after-commit',
  /** Does the work and answers with JSON that ends too early. */
  'bad-json',
] as const;

export interface Fault {
  /** `path` is a regular expression on the decoded path behind the root, without query; absent parts fit everything. */
  match: { method?: string; path?: string };
  kind: (typeof faultKinds)[number];
  /** How many times it strikes; default once. */
  count?: number;
  /** Milliseconds, default 1000. */
  delayMs?: number;
  /** Bytes of the body, default 0. */
  offset?: number;
  status?: number;
  /** More headers of a `status` answer, such as `Retry-After`. */
  headers?: Record<string, string>;
}

export class FaultList {
  private faults: (Fault & { count: number })[] = [];

  set(faults: readonly Fault[]): void {
    for (const [index, fault] of faults.entries()) check(fault, index);
    this.faults = faults.map((fault) => ({ ...fault, count: fault.count ?? 1 }));
  }

  list(): Fault[] {
    return this.faults.filter((fault) => fault.count > 0);
  }

  /** The first fault that fits; it is used up by one. */
  take(method: string, path: string): Fault | undefined {
    const found = this.faults.find(
      ({ count, match }) => count > 0 && (match.method ?? method) === method && new RegExp(match.path ?? '').test(path),
    );
    if (found !== undefined) found.count -= 1;
    return found;
  }
}

/** A fault that is misspelt would never strike, and its test would prove nothing. */
function check(fault: Fault, index: number): void {
  if (!faultKinds.includes(fault.kind))
    throw new Error(`Fault ${index} has the unknown kind "${fault.kind}". Known: ${faultKinds.join(', ')}.`);
  if (typeof fault.match !== 'object' || fault.match === null)
    throw new Error(`Fault ${index} has no "match"; {} fits every request.`);
  new RegExp(fault.match.path ?? '');
}
