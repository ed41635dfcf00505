import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import which from 'which';

const sshdPath = '/usr/sbin/sshd';

/** Whether this computer has all for a real SFTP server and a real mount; only root may give one its own users. */
export const canMountForReal: boolean =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  ['sshfs', 'unshare', 'openssl', 'ssh-keygen'].every((name) => which.sync(name, { nothrow: true }) !== null) &&
  isThere(sshdPath) &&
  isThere('/dev/fuse');

export interface TestSshd {
  port: number;
  close(): Promise<void>;
}

/**
 * An SSH server on loopback for one user. It sees a table of users and a file system of its own, which holds `hello.txt`
 * in the folder `LAB`; nothing of the computer is changed.
 */
export async function startTestSshd(user: string, password: string): Promise<TestSshd> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-sshd-'));
  const at = (name: string): string => join(folder, name);
  const port = await freePort();
  const hash = execFileSync('openssl', ['passwd', '-6', '-stdin'], { input: `${password}\n`, encoding: 'utf8' }).trim();
  writeFileSync(at('passwd'), `${readFileSync('/etc/passwd', 'utf8')}${user}:x:65534:65534::/:/bin/sh\n`);
  writeFileSync(at('shadow'), `${user}:${hash}:19000:0:99999:7:::\n`, { mode: 0o600 });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at('key')]);
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${at('key')}`,
    `PidFile ${at('pid')}`,
    'UsePAM no',
    'Subsystem sftp internal-sftp',
    'ForceCommand internal-sftp',
    'ChrootDirectory /mnt',
  ];
  writeFileSync(at('sshd.conf'), `${settings.join('\n')}\n`);
  const steps = [
    `mount --bind ${at('passwd')} /etc/passwd`,
    `mount --bind ${at('shadow')} /etc/shadow`,
    'mount -t tmpfs none /run',
    'mkdir /run/sshd',
    'mount -t tmpfs -o mode=755 none /mnt',
    'mkdir /mnt/LAB',
    'echo hello > /mnt/LAB/hello.txt',
    `exec ${sshdPath} -D -e -f ${at('sshd.conf')}`,
  ];
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', steps.join(' && ')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await listening(child);
  return {
    port,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It says so on its stderr. */
function listening(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (words) => {
      said += String(words);
      if (said.includes('Server listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`sshd did not start: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
