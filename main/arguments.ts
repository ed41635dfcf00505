import { AppError } from '../app/contract/app-error.ts';
import type { HostAddress } from '../app/rpc/node/host-client.ts';

export interface ShellArguments {
  /** Address of a core that runs elsewhere. */
  attach: string | undefined;
  home: string | undefined;
  /** A `quarry://` address that the system has passed. */
  link: string | undefined;
}

/** Other arguments are Chromium's and are left to it. */
export function parseShellArguments(argv: readonly string[]): ShellArguments {
  return { attach: argumentValue(argv, '--attach'), home: argumentValue(argv, '--home'), link: findLink(argv) };
}

function argumentValue(argv: readonly string[], name: string): string | undefined {
  const joined = argv.find((one) => one.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const at = argv.indexOf(name);
  return at === -1 ? undefined : argv[at + 1];
}

const linkKinds = ['series', 'sample', 'result', 'figure'];

/** The first argument that is a link to a thing; the page checks what it names. */
export function findLink(argv: readonly string[]): string | undefined {
  return argv.find(isLink);
}

export function isLink(text: string): boolean {
  if (text.length > 2000 || !/^quarry:\/\/[a-z]+\/[^/]/.test(text)) return false;
  return linkKinds.includes(text.slice('quarry://'.length).split('/')[0] ?? '');
}

/**
 * Takes an address apart as `quarry serve` prints it. The token would go over the line readable, hence loopback only;
 * another computer is reached through a tunnel that ends here.
 */
export function parseHostAddress(text: string): HostAddress {
  const remedy =
    'Give the whole address that `quarry serve` has printed; reach another computer through an SSH tunnel.';
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch (error) {
    throw new AppError('invalid-input', 'This is not an address.', { remedy, cause: error });
  }
  const token = url.searchParams.get('token');
  if (url.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw new AppError('invalid-input', `Quarry attaches to this computer's loopback only, not to ${url.host}.`, {
      remedy,
    });
  }
  if (token === null || token === '') {
    throw new AppError('invalid-input', 'The address holds no token.', { remedy });
  }
  return { origin: url.origin, token };
}
