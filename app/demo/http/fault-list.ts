/** Something that goes wrong for some requests. Which names there are is a matter of the server. */
export interface NamedFault<Name extends string> {
  name: Name;
  /** Regular expression on the address behind the root, as the server logs it; absent: every request. */
  path?: string;
  /** How many times it strikes; default once. */
  count?: number;
  /** Strikes at each n-th request that fits; default each. */
  every?: number;
  offset?: number;
  delayMs?: number;
  bytes?: number;
  status?: number;
  headers?: Record<string, string>;
  message?: string;
}

const keys = ['name', 'path', 'count', 'every', 'offset', 'delayMs', 'bytes', 'status', 'headers', 'message'];

export class FaultList<Name extends string> {
  private readonly names: readonly Name[];
  private faults: { fault: NamedFault<Name>; pattern: RegExp; left: number; seen: number }[] = [];

  constructor(names: readonly Name[]) {
    this.names = names;
  }

  set(faults: readonly NamedFault<Name>[]): void {
    for (const fault of faults) checkFault(fault, this.names);
    this.faults = faults.map((fault) => ({
      ...{ fault, left: fault.count ?? 1, seen: 0 },
      pattern: new RegExp(fault.path ?? ''),
    }));
  }

  /** The first fault that fits; it is used up by one. */
  take(address: string): NamedFault<Name> | undefined {
    for (const entry of this.faults) {
      if (entry.left === 0 || !entry.pattern.test(address)) continue;
      entry.seen += 1;
      if (entry.seen % (entry.fault.every ?? 1) !== 0) continue;
      entry.left -= 1;
      return entry.fault;
    }
    return undefined;
  }
}

/** A fault that is misspelt would never strike, and its test would prove nothing. */
export function checkFault<Name extends string>(fault: NamedFault<Name>, names: readonly Name[]): void {
  if (!names.includes(fault.name)) throw new Error(`The fault "${fault.name}" is unknown. Known: ${names.join(', ')}.`);
  const unknown = Object.keys(fault).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Error(`A fault has no "${unknown}".`);
}
