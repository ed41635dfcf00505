import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../platform/platform.ts';
import { type MountRequest, SshfsMounts } from './mount.ts';

/** Stands in for sshfs: does what the name of the host says, and notes what it was given. */
const sshfs = `#!/bin/sh
echo "$@" >> "$NOTES/arguments"
cat >> "$NOTES/passwords"
mounted() { echo "5 1 0:5 / $2 rw - fuse.sshfs \${1%:/}:/ rw" >> "$NOTES/mountinfo"; }
case "$1" in
  *@good.example:/) mounted "$@" ;;
  *@slow.example:/) sleep 0.3; mounted "$@" ;;
  *@stays.example:/) mounted "$@"; echo $$ > "$NOTES/pid"; exec sleep 30 ;;
  *@old.example:/)
    case "$*" in
      *diffie-hellman-group1-sha1*) mounted "$@" ;;
      *) echo 'Unable to negotiate: no matching key exchange method found.' >&2; exit 1 ;;
    esac ;;
  *@refuses.example:/) printf 'SSHFS version 3.7.3\\nada@refuses.example: Permission denied (password).\\n' >&2; exit 1 ;;
  *@changed.example:/) echo 'Host key verification failed.' >&2; exit 1 ;;
  *@off.example:/) echo 'ssh: connect to host off.example port 2222: Connection refused' >&2; exit 1 ;;
  *@odd.example:/) echo 'fuse: device not found' >&2; exit 1 ;;
  *@mute.example:/) exit 1 ;;
  *@hangs.example:/) echo $$ > "$NOTES/pid"; exec sleep 30 ;;
esac
`;
const unmount = `#!/bin/sh
[ -e "$NOTES/busy" ] && { echo 'umount: target is busy' >&2; exit 1; }
for last; do :; done
grep -v " $last " "$NOTES/mountinfo" > "$NOTES/rest"
mv "$NOTES/rest" "$NOTES/mountinfo"
`;

let folder: string;
let mounts: SshfsMounts;
/** Time stands still until the program has noted its id: a busy machine starts it late. */
let waitsForProgram = false;

/** Runs ahead, so that nobody waits 20 s for what never comes. */
function hastyClock(): Clock {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted();
      if (!waitsForProgram || existsSync(join(folder, 'pid'))) nowMs += delayMs * 5;
      await new Promise((resolve) => setTimeout(resolve, 15));
    },
  };
}

function program(name: string, text: string): void {
  writeFileSync(join(folder, 'bin', name), text);
  chmodSync(join(folder, 'bin', name), 0o755);
}

beforeEach(() => {
  waitsForProgram = false;
  folder = mkdtempSync(join(tmpdir(), 'quarry-mount-'));
  mkdirSync(join(folder, 'bin'));
  program('sshfs', sshfs);
  program('df', '#!/bin/sh\n[ ! -e "$NOTES/dead" ]\n');
  for (const name of ['fusermount3', 'fusermount', 'umount']) program(name, unmount);
  writeFileSync(join(folder, 'mountinfo'), '22 1 8:1 / / rw - ext4 /dev/sda1 rw\n');
  mounts = new SshfsMounts({
    clock: hastyClock(),
    system: 'linux',
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, NOTES: folder },
    mountInfoFile: join(folder, 'mountinfo'),
  });
});

afterEach(() => {
  if (existsSync(join(folder, 'pid'))) endProcess(Number(note('pid')));
  rmSync(folder, { recursive: true, force: true });
});

function endProcess(pid: number): void {
  try {
    process.kill(pid);
  } catch {
    // Ended already.
  }
}

function request(host: string): MountRequest {
  return {
    host,
    port: 2222,
    user: 'ada',
    mountpoint: join(folder, 'files'),
    knownHostsFile: join(folder, 'known'),
    password: "pa ss'$(word)",
  };
}

function note(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

describe('mounting', () => {
  test.each(['good.example', 'slow.example', 'stays.example'])('makes the folder and the mount: %s', async (host) => {
    const own = await mounts.mount(request(host));
    expect(own).toEqual({ mountpoint: join(folder, 'files'), host, user: 'ada', madeFolder: true });
    expect(statSync(own.mountpoint).mode & 0o777).toBe(0o700);
    expect(await mounts.health(own.mountpoint)).toBe('mounted');
    expect(await mounts.list()).toEqual([{ mountpoint: own.mountpoint, user: 'ada', host, path: '/' }]);
  });

  test('the password goes through stdin, once, and is no argument', async () => {
    await mounts.mount(request('good.example'));
    expect(note('passwords')).toBe("pa ss'$(word)\n");
    expect(note('arguments')).not.toContain('word)');
  });

  test('old keys are allowed when the server knows nothing else, and only then', async () => {
    await mounts.mount(request('old.example'));
    const [first = '', second = ''] = note('arguments').split('\n');
    expect(first).not.toContain('group1-sha1');
    expect(second).toContain('group1-sha1');
  });

  test.each([
    ['refuses.example', 'auth-required', 'Permission denied'],
    ['changed.example', 'forbidden', 'another one'],
    ['off.example', 'network', 'Connection refused'],
    ['odd.example', 'remote-failed', 'device not found'],
    ['mute.example', 'remote-failed', 'without a word'],
  ])('%s fails with %s, and the folder goes again', async (host, code, part) => {
    await expect(mounts.mount(request(host))).rejects.toMatchObject({ code, message: expect.stringContaining(part) });
    expect(existsSync(join(folder, 'files'))).toBe(false);
    expect(note('passwords').trim().split('\n')).toHaveLength(1);
  });

  test('what never mounts is given up, and its process ends', async () => {
    waitsForProgram = true;
    await expect(mounts.mount(request('hangs.example'))).rejects.toMatchObject({ code: 'timeout' });
    expect(() => process.kill(Number(note('pid')), 0)).toThrow('ESRCH');
  });

  test('can be cancelled', async () => {
    const controller = new AbortController();
    const mounting = mounts.mount(request('hangs.example'), controller.signal);
    controller.abort();
    await expect(mounting).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(join(folder, 'files'))).toBe(false);
  });

  test('a folder with files stays as it is', async () => {
    mkdirSync(join(folder, 'files'));
    writeFileSync(join(folder, 'files/mine.txt'), 'mine');
    await expect(mounts.mount(request('good.example'))).rejects.toMatchObject({ code: 'conflict' });
    expect(note('files/mine.txt')).toBe('mine');
    await expect(
      mounts.mount({ ...request('good.example'), mountpoint: join(folder, 'files/mine.txt') }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a folder that is mounted already is told', async () => {
    await mounts.mount(request('good.example'));
    await expect(mounts.mount(request('good.example'))).rejects.toMatchObject({
      message: expect.stringContaining('mounted already'),
    });
  });

  test('other systems are refused in words', async () => {
    const windows = new SshfsMounts({ clock: hastyClock(), system: 'win32' });
    await expect(windows.list()).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('without sshfs it says how to get it', async () => {
    const bare = new SshfsMounts({
      clock: hastyClock(),
      system: 'linux',
      env: { PATH: join(folder, 'none') },
      mountInfoFile: join(folder, 'mountinfo'),
    });
    await expect(bare.mount(request('good.example'))).rejects.toMatchObject({
      code: 'unsupported',
      remedy: expect.stringContaining('sshfs'),
    });
  });
});

describe('unmounting', () => {
  test('ends our mount and takes the folder that we made', async () => {
    const own = await mounts.mount(request('good.example'));
    await mounts.unmount(own);
    expect(await mounts.list()).toEqual([]);
    expect(existsSync(own.mountpoint)).toBe(false);
    await mounts.unmount(own);
  });

  test('a folder that was there stays', async () => {
    mkdirSync(join(folder, 'files'));
    const own = await mounts.mount(request('good.example'));
    await mounts.unmount(own);
    expect(existsSync(own.mountpoint)).toBe(true);
  });

  test('the mount of another program is left alone', async () => {
    const own = await mounts.mount(request('good.example'));
    writeFileSync(join(folder, 'mountinfo'), `5 1 0:5 / ${own.mountpoint} rw - fuse.sshfs eve@good.example:/ rw\n`);
    await expect(mounts.unmount(own)).rejects.toMatchObject({ code: 'conflict' });
    expect(await mounts.list()).toHaveLength(1);
  });

  test('files in use are told', async () => {
    const own = await mounts.mount(request('good.example'));
    writeFileSync(join(folder, 'busy'), '');
    await expect(mounts.unmount(own)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('busy'),
      remedy: expect.stringContaining('by force'),
    });
    expect(await mounts.list()).toHaveLength(1);
  });

  test('a mount that does not answer is stale', async () => {
    const own = await mounts.mount(request('good.example'));
    writeFileSync(join(folder, 'dead'), '');
    expect(await mounts.health(own.mountpoint)).toBe('stale');
    expect(await mounts.health('/elsewhere')).toBe('not-mounted');
  });
});
