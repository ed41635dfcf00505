import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JupyterLab, openJupyterLab } from '../testing/jupyter-lab.ts';
import { canMountForReal, startTestSshd, type TestSshd } from '../testing/test-sshd.ts';

/** With the sshfs and the sshd of this computer, through the contract. */
describe.skipIf(!canMountForReal)('files of a server, mounted (needs Linux, root, sshfs, sshd and /dev/fuse)', () => {
  let lab: JupyterLab;
  let sshd: TestSshd;
  let folder = '';
  beforeAll(async () => {
    lab = await openJupyterLab();
    sshd = await startTestSshd('demo', 'demo');
    folder = join(lab.folder, 'files');
  });
  afterAll(async () => {
    await lab.client
      .call('openbis.mounts.unmount', { connectionId: lab.connectionId, force: true })
      .catch(() => undefined);
    await lab.close();
    await sshd.close();
  });

  const mount = (to = folder) =>
    lab.client.call('openbis.mounts.mount', { connectionId: lab.connectionId, folder: to, port: sshd.port });
  const unmount = () => lab.client.call('openbis.mounts.unmount', { connectionId: lab.connectionId });
  const state = async () => {
    const { mounts } = await lab.client.call('openbis.mounts.list', { connectionId: lab.connectionId });
    return mounts.filter(({ isOurs }) => isOurs);
  };

  test('a folder that holds something is left alone', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    await expect(mount()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not empty') });
    expect(readdirSync(folder)).toEqual(['mine.txt']);
    folder = join(lab.folder, 'more files, and "odd" ones');
  });

  test('the token is refused here, the password counts; the files are there, read only', async () => {
    const mounted = { connectionId: lab.connectionId, mountpoint: folder, state: 'mounted', isOurs: true };
    expect(await mount()).toMatchObject({ ...mounted, source: 'demo@127.0.0.1:/' });
    expect(readFileSync(join(folder, 'LAB/hello.txt'), 'utf8')).toBe('hello\n');
    expect(() => writeFileSync(join(folder, 'LAB/mine.txt'), 'x')).toThrow('EROFS');
    expect(await state()).toEqual([expect.objectContaining(mounted)]);
  });

  test('a second mount is refused', async () => {
    await expect(mount(join(lab.folder, 'second'))).rejects.toMatchObject({ code: 'conflict' });
    expect(existsSync(join(lab.folder, 'second'))).toBe(false);
  });

  test('unmounting takes the folder that was made for it', async () => {
    expect(await unmount()).toMatchObject({ state: 'not-mounted' });
    expect(existsSync(folder)).toBe(false);
    expect(await state()).toEqual([]);
  });

  test('a port where nobody answers is told in words', async () => {
    const nowhere = { connectionId: lab.connectionId, folder, port: 9 };
    await expect(lab.client.call('openbis.mounts.mount', nowhere)).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('cannot be reached'),
    });
    expect(existsSync(folder)).toBe(false);
  });
});
