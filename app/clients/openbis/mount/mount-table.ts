/** A folder of another computer, as the system shows it. */
export interface SshfsMount {
  mountpoint: string;
  /** Empty if the source does not name one. */
  user: string;
  host: string;
  /** Path on the other computer. */
  path: string;
}

/**
 * SSHFS mounts in the text of `/proc/self/mountinfo`.
 * @param text Whole file; blanks in paths stand as `\040`.
 * @returns Mounts of the type `fuse.sshfs`, in the order of the file. Protocol §9.
 */
export function parseMountInfo(text: string): SshfsMount[] {
  return text.split('\n').flatMap((line) => {
    const [facts = '', origin = ''] = line.split(' - ', 2);
    const [type, source = ''] = origin.split(' ');
    if (type !== 'fuse.sshfs') return [];
    return mountOf(unescaped(source), unescaped(facts.split(' ')[4] ?? ''));
  });
}

/**
 * SSHFS mounts in what `/sbin/mount` of macOS prints.
 * @param text Lines such as `ada@host:/ on /Users/ada/host (macfuse, nodev)`.
 * @returns Mounts of macFUSE whose source is a path of another computer. Protocol §9.
 */
export function parseMountOutput(text: string): SshfsMount[] {
  return text.split('\n').flatMap((line) => {
    const [, source = '', mountpoint = ''] = /^(.+?) on (\/.*) \((?:macfuse|osxfuse|fuse)\w*[,)]/.exec(line) ?? [];
    return mountOf(source, mountpoint);
  });
}

/**
 * The mount of a server.
 * @param host As in the address of the server; compared as a whole and in any case.
 */
export function mountOfHost(mounts: readonly SshfsMount[], host: string): SshfsMount | undefined {
  return mounts.find((one) => one.host.toLowerCase() === host.toLowerCase());
}

function mountOf(source: string, mountpoint: string): SshfsMount[] {
  const [, user = '', bracketed, plain = '', path = ''] =
    /^(?:([^@]*)@)?(?:\[([^\]]+)\]|([^:[\]]+)):(.*)$/.exec(source) ?? [];
  const host = bracketed ?? plain;
  return host === '' || mountpoint === '' ? [] : [{ mountpoint, user, host, path }];
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
