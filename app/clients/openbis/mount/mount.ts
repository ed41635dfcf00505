import { mkdir, mkdtemp, readdir, readFile, realpath, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import which from 'which';
import { AppError, type ErrorCode } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import { mountOfHost, parseMountInfo, parseMountOutput, type SshfsMount } from './mount-table.ts';
import { type MountTarget, sshfsArguments } from './sshfs-arguments.ts';

export interface MountParts {
  clock: Clock;
  system?: NodeJS.Platform;
  /** Where programs are looked for; usually those of this process. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Linux only. */
  mountInfoFile?: string;
}

export interface MountRequest extends MountTarget {
  /** Goes to the stdin of sshfs and nowhere else. */
  password: string;
}

/** A mount that Quarry has made: only such a one is ended by it. */
export interface OwnMount {
  mountpoint: string;
  host: string;
  user: string;
  /** The folder was not there before and goes with the mount, if it is empty then. */
  madeFolder: boolean;
}

export type MountHealth = 'mounted' | 'stale' | 'not-mounted';

const patienceMs = 20_000;
const pollMs = 150;
const healthMs = 3000;

/**
 * Mounts the files of openBIS servers by SSHFS. Windows has no such thing; there each method throws 'unsupported'.
 * Protocol §9.
 */
export class SshfsMounts {
  private readonly clock: Clock;
  private readonly system: NodeJS.Platform;
  private readonly env: Readonly<Record<string, string | undefined>>;
  private readonly mountInfoFile: string;

  /** @param parts `system` and `env` are those of this process if not given. */
  constructor({ clock, system, env, mountInfoFile }: MountParts) {
    this.clock = clock;
    this.system = system ?? process.platform;
    this.env = env ?? process.env;
    this.mountInfoFile = mountInfoFile ?? '/proc/self/mountinfo';
  }

  /**
   * All SSHFS mounts of this computer, also those of other programs.
   * @throws AppError 'unsupported' on other systems than Linux and macOS.
   */
  async list(): Promise<SshfsMount[]> {
    if (this.system === 'linux') return parseMountInfo(await readFile(this.mountInfoFile, 'utf8'));
    if (this.system !== 'darwin') throw unsupportedSystem();
    const { stdout } = await execa('/sbin/mount', [], { timeout: healthMs, reject: false });
    return parseMountOutput(stdout);
  }

  /**
   * Mounts read-only and returns when the files are there. The folder is made if it is missing.
   * @param request Where, as whom and with which password.
   * @param signal Ends the attempt, and only the process of this attempt.
   * @throws AppError 'unsupported' without sshfs (the remedy says how to install it), 'conflict' if the folder is not
   * empty or mounted already, 'auth-required' if the password is refused, 'network' and 'timeout' as they say,
   * 'remote-failed' with the words of sshfs for anything else.
   */
  async mount(request: MountRequest, signal?: AbortSignal): Promise<OwnMount> {
    const command = await this.command();
    const madeFolder = await this.prepareFolder(request.mountpoint);
    try {
      const failure = await this.attempt(command, request, false, signal);
      if (failure !== undefined && needsOldKeys(failure))
        throwIfFailed(await this.attempt(command, request, true, signal));
      else throwIfFailed(failure);
    } catch (error) {
      if (madeFolder) await rmdir(request.mountpoint).catch(() => undefined);
      throw error;
    }
    const { mountpoint, host, user } = request;
    return { mountpoint, host, user, madeFolder };
  }

  /**
   * Whether the files of a mount can be reached. A dead mount blocks whoever looks at it, so a process of its own does.
   * @param mountpoint Absolute path.
   */
  async health(mountpoint: string): Promise<MountHealth> {
    if (!(await this.isMounted(mountpoint))) return 'not-mounted';
    const { failed } = await execa('df', ['-P', '--', mountpoint], { timeout: healthMs, reject: false, env: this.env });
    // If it ended meanwhile, the folder below has answered.
    if (!(await this.isMounted(mountpoint))) return 'not-mounted';
    return failed ? 'stale' : 'mounted';
  }

  /**
   * Ends a mount of ours; nothing happens if it has gone already.
   * @param mount As `mount` gave it.
   * @param force Also if files are in use: what they had not read yet is lost to the programs that read them.
   * @throws AppError 'conflict' if something else is mounted there now, or files are in use.
   */
  async unmount(mount: OwnMount, { force = false }: { force?: boolean } = {}): Promise<void> {
    const found = (await this.list()).find((one) => one.mountpoint === mount.mountpoint);
    if (found !== undefined) {
      if (mountOfHost([found], mount.host) === undefined || found.user !== mount.user)
        throw new AppError('conflict', `${mount.mountpoint} is a mount of ${found.host} that Quarry has not made.`, {
          remedy: 'End it with the program that has made it.',
        });
      await this.end(mount.mountpoint, force);
    }
    if (mount.madeFolder) await rmdir(mount.mountpoint).catch(() => undefined);
  }

  private async end(mountpoint: string, force: boolean): Promise<void> {
    let words = '';
    for (const [program, ...args] of waysToUnmount(this.system, mountpoint, force)) {
      const { failed, stderr } = await execa(program, args, { timeout: patienceMs, reject: false, env: this.env });
      if (!failed || !(await this.isMounted(mountpoint))) return;
      words ||= stderr;
    }
    throw new AppError('conflict', `${mountpoint} could not be unmounted: ${words.trim().split('\n')[0] ?? ''}`, {
      remedy: force ? 'See which programs use its files.' : 'Close the files that are open there, or unmount by force.',
    });
  }

  /** @throws AppError 'unsupported' on other systems, and without sshfs (the remedy says how to install it). */
  async requireSshfs(): Promise<void> {
    await this.command();
  }

  /** The path of sshfs. */
  private async command(): Promise<string> {
    if (this.system !== 'linux' && this.system !== 'darwin') throw unsupportedSystem();
    const path = await which('sshfs', { path: this.env.PATH ?? '', nothrow: true });
    if (path !== null) return path;
    throw new AppError('unsupported', 'This computer has no sshfs, with which folders of servers are mounted.', {
      remedy: await this.installHint(),
      details: { reason: 'no-sshfs' },
    });
  }

  private async installHint(): Promise<string> {
    if (this.system === 'darwin') return 'Install macFUSE and sshfs (macfuse.github.io).';
    const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
    if (/^ID(_LIKE)?=.*(fedora|rhel)/m.test(release)) return 'Install it: sudo dnf install fuse-sshfs.';
    if (/^ID(_LIKE)?=.*arch/m.test(release)) return 'Install it: sudo pacman -S sshfs.';
    return 'Install it: sudo apt install sshfs.';
  }

  /** @returns whether the folder was made. */
  private async prepareFolder(mountpoint: string): Promise<boolean> {
    if (await this.isMounted(mountpoint))
      throw new AppError('conflict', `${mountpoint} is mounted already.`, { remedy: 'Choose another folder.' });
    if (this.system === 'darwin' && /\/Library\/(Mobile Documents|CloudStorage)\//.test(mountpoint))
      throw new AppError('conflict', `${mountpoint} belongs to a cloud drive.`, { remedy: 'Choose another folder.' });
    const present = await readdir(mountpoint).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new AppError('conflict', `${mountpoint} is no folder that can be used (${error.code}).`, {
        remedy: 'Choose another folder.',
        cause: error,
      });
    });
    if (present === undefined) {
      await mkdir(mountpoint, { recursive: true, mode: 0o700 });
      return true;
    }
    if (present.length === 0) return false;
    throw new AppError('conflict', `${mountpoint} is not empty.`, { remedy: 'Choose an empty folder, or a new one.' });
  }

  /** @returns what sshfs said if it failed, nothing if the mount is there. */
  private async attempt(
    command: string,
    { password, ...target }: MountRequest,
    oldKeys: boolean,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const folder = await mkdtemp(join(tmpdir(), 'quarry-sshfs-'));
    const wordsFile = join(folder, 'words.txt');
    const child = execa(command, sshfsArguments(target, this.system, oldKeys), {
      input: `${password}\n`,
      env: { ...this.env, LC_ALL: 'C' },
      reject: false,
      // With macFUSE it goes on for as long as the mount and outlives Quarry; a pipe would break then.
      detached: true,
      cleanup: false,
      stdout: 'ignore',
      stderr: { file: wordsFile },
    });
    let hasFailed = false;
    void child.then(({ failed }) => {
      hasFailed = failed;
    });
    const deadlineMs = this.clock.monotonicMs() + patienceMs;
    try {
      // The mount is in the table before sshfs has logged in; only then it answers.
      while ((await this.health(target.mountpoint)) !== 'mounted') {
        signal?.throwIfAborted();
        if (hasFailed) return await readFile(wordsFile, 'utf8');
        if (this.clock.monotonicMs() > deadlineMs)
          throw new AppError('timeout', `${target.host} was not mounted within ${patienceMs / 1000} s.`, {
            remedy: 'Ask whether its SFTP server is switched on, and try again.',
          });
        await this.clock.sleep(pollMs, signal);
      }
    } catch (error) {
      child.kill('SIGKILL');
      if (await this.isMounted(target.mountpoint)) await this.end(target.mountpoint, true).catch(() => undefined);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    child.nodeChildProcess.unref();
    return undefined;
  }

  private async isMounted(mountpoint: string): Promise<boolean> {
    // The table has paths without links.
    const real = await realpath(mountpoint).catch(() => mountpoint);
    return (await this.list()).some((one) => one.mountpoint === mountpoint || one.mountpoint === real);
  }
}

function waysToUnmount(system: NodeJS.Platform, path: string, force: boolean): [string, ...string[]][] {
  if (system === 'darwin')
    return [
      ['umount', path],
      ['diskutil', 'unmount', path],
      ...(force ? [forced('diskutil', 'unmount', 'force', path)] : []),
    ];
  return [
    ['fusermount3', '-u', path],
    ['fusermount', '-u', path],
    ['umount', path],
    ...(force ? [forced('fusermount3', '-uz', path), forced('umount', '-l', path)] : []),
  ];
}

function forced(...words: [string, ...string[]]): [string, ...string[]] {
  return words;
}

function needsOldKeys(words: string): boolean {
  return /no matching (key exchange method|host key type)/i.test(words);
}

interface KnownFailure {
  pattern: RegExp;
  code: ErrorCode;
  message: string;
  remedy: string;
}

/** Words of sshfs and ssh, in English by LC_ALL. */
const knownFailures: readonly KnownFailure[] = [
  {
    pattern: /permission denied|login incorrect|authentication fail/i,
    code: 'auth-required',
    message: 'The SFTP server refused the login',
    remedy: 'Log in again.',
  },
  {
    pattern: /host key verification failed|identification has changed/i,
    code: 'forbidden',
    message: 'The key of the SFTP server is another one than at the last time',
    remedy: 'Ask its administrator; then remove its line from the file of known servers.',
  },
  {
    pattern: /connection (refused|timed out)|no route to host|could not resolve|unreachable/i,
    code: 'network',
    message: 'The SFTP server cannot be reached',
    remedy: 'Ask whether it is switched on, and for its port.',
  },
];

function throwIfFailed(words: string | undefined): void {
  if (words === undefined) return;
  const lines = words.split('\n').filter((line) => !/^(SSHFS version|executing <|\s*$)/.test(line));
  for (const { pattern, code, message, remedy } of knownFailures) {
    const line = lines.find((one) => pattern.test(one));
    if (line !== undefined) throw new AppError(code, `${message}: ${line.trim()}`, { remedy });
  }
  throw new AppError('remote-failed', `Mounting failed: ${lines[0]?.trim() ?? 'sshfs ended without a word'}`, {
    remedy: 'Download the files instead.',
  });
}

function unsupportedSystem(): AppError {
  return new AppError('unsupported', 'Folders of servers can be mounted on Linux and macOS only.', {
    remedy: 'Download the files instead.',
    details: { reason: 'system' },
  });
}
