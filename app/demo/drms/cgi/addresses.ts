import { type Call, json, type Reply } from '../exchange.ts';

const pattern = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,6}$/;

/** Who may export. */
export class Addresses {
  private readonly registered = new Map<string, number>([['demo@example.org', 17]]);
  private readonly invited = new Set<string>();

  register(address: string): void {
    this.registered.set(address, 17 + this.registered.size);
  }

  isRegistered(address: string): boolean {
    return this.registered.has(address);
  }

  /** `checkAddress.sh`; without `checkonly` it sends an invitation. */
  check({ parameters }: Call): Reply {
    const address = decodeAgain(parameters.get('address') ?? '');
    if (!pattern.test(address)) return json({ status: -2, msg: 'The address is malformed or missing.', user_id: -1 });
    const user = this.registered.get(address);
    if (user !== undefined) return json({ status: 2, msg: 'Address is registered.', user_id: user });
    if (this.invited.has(address)) return json({ status: '3', msg: 'Registration is pending.', user_id: null });
    if (parameters.get('checkonly') === '1')
      return json({ status: 4, msg: 'Address is neither validated nor registered.', user_id: -1 });
    this.invited.add(address);
    return json({ status: 1, msg: 'A registration mail was sent.', user_id: null });
  }
}

/** Clients quote the address twice; one quoted once survives this as it is. */
function decodeAgain(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
