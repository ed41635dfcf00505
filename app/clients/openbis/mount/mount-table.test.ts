import { expect, test } from 'vitest';
import { mountOfHost, parseMountInfo, parseMountOutput } from './mount-table.ts';

test('of the table of Linux only SSHFS counts, with blanks and brackets', () => {
  const text = String.raw`22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
512 22 0:52 / /home/ada/openbis\040lab rw,nosuid shared:300 - fuse.sshfs ada@openbis.example:/ rw,user_id=1000
513 22 0:53 / /mnt/six rw shared:301 - fuse.sshfs ?@[::1]:/LAB/a:b rw
514 22 0:54 / /mnt/plain rw - fuse.sshfs openbis.example:/ ro
515 22 0:55 / /run/user rw - fuse.gvfsd-fuse gvfsd-fuse rw
`;
  expect(parseMountInfo(text)).toEqual([
    { mountpoint: '/home/ada/openbis lab', user: 'ada', host: 'openbis.example', path: '/' },
    { mountpoint: '/mnt/six', user: '?', host: '::1', path: '/LAB/a:b' },
    { mountpoint: '/mnt/plain', user: '', host: 'openbis.example', path: '/' },
  ]);
});

test('of what macOS prints only macFUSE counts', () => {
  const text = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
ada@openbis.example:/ on /Users/ada/openbis lab (macfuse, nodev, nosuid, synchronized, mounted by ada)
?@openbis.example:/ on /Users/ada/old (osxfuse, nodev)
//ada@nas/share on /Volumes/share (smbfs, nodev)
`;
  expect(parseMountOutput(text)).toEqual([
    { mountpoint: '/Users/ada/openbis lab', user: 'ada', host: 'openbis.example', path: '/' },
    { mountpoint: '/Users/ada/old', user: '?', host: 'openbis.example', path: '/' },
  ]);
});

test('the host has to be the whole one, in any case', () => {
  const [mount] = parseMountInfo('1 1 0:1 / /m rw - fuse.sshfs ada@OpenBIS.example:/ rw');
  expect(mountOfHost(mount === undefined ? [] : [mount], 'openbis.EXAMPLE')).toBe(mount);
  expect(mountOfHost(mount === undefined ? [] : [mount], 'bis.example')).toBeUndefined();
});
