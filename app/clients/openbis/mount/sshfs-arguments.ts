/** Where and as whom to mount. */
export interface MountTarget {
  /** Name or address, without brackets. */
  host: string;
  port: number;
  /** `?` if the password is a session token or a personal access token. */
  user: string;
  /** Absolute. */
  mountpoint: string;
  /** File of our own for the keys of servers; absolute. */
  knownHostsFile: string;
}

const usualOptions = [
  'password_stdin',
  'ro',
  'reconnect',
  'auto_cache',
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
  // A second question would never be answered.
  'NumberOfPasswordPrompts=1',
  'PreferredAuthentications=password',
  'PubkeyAuthentication=no',
  'StrictHostKeyChecking=accept-new',
];

/** For servers that know nothing newer; only after they said so. */
const oldKeyOptions = ['KexAlgorithms=+diffie-hellman-group1-sha1', 'HostKeyAlgorithms=+ssh-rsa'];

/**
 * Arguments of `sshfs`, for a start without a shell; the password goes to its stdin. Protocol §9.
 * @param target Where and as whom.
 * @param system `darwin` gets the options of macFUSE.
 * @param oldKeys Also allow what only old servers need.
 */
export function sshfsArguments(target: MountTarget, system: NodeJS.Platform, oldKeys: boolean): string[] {
  const { host, port, user, mountpoint, knownHostsFile } = target;
  const options = [
    ...usualOptions,
    `UserKnownHostsFile=${quotedPath(knownHostsFile)}`,
    ...(oldKeys ? oldKeyOptions : []),
    // Without it the words of ssh are thrown away. On Linux it goes to the background, and is quiet, once it is logged in.
    ...(system === 'linux' ? ['sshfs_debug'] : []),
    ...(system === 'darwin' ? ['defer_permissions', 'noappledouble', 'negative_vncache', `volname=${host}`] : []),
  ];
  return [
    `${user}@${host.includes(':') ? `[${host}]` : host}:/`,
    mountpoint,
    '-p',
    String(port),
    // Each on its own: sshfs splits at commas.
    ...options.flatMap((option) => ['-o', option.replaceAll(',', '\\,')]),
  ];
}

/** ssh splits this option at blanks. */
function quotedPath(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}
