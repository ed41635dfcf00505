import { expect, test } from 'vitest';
import { sshfsArguments } from './sshfs-arguments.ts';

const target = {
  host: 'openbis.example',
  port: 2222,
  user: '?',
  mountpoint: '/home/ada/openbis.example',
  knownHostsFile: '/home/ada/.quarry/known hosts,x',
};

function options(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => (args[index - 1] === '-o' ? [arg] : []));
}

test('each option stands on its own, commas and blanks are guarded, and no password is among them', () => {
  const args = sshfsArguments(target, 'linux', false);
  expect(args.slice(0, 4)).toEqual(['?@openbis.example:/', target.mountpoint, '-p', '2222']);
  expect(options(args)).toContain('UserKnownHostsFile="/home/ada/.quarry/known hosts\\,x"');
  expect(options(args)).toEqual(expect.arrayContaining(['password_stdin', 'ro', 'StrictHostKeyChecking=accept-new']));
  expect(args.join(' ')).not.toContain('diffie-hellman-group1');
});

test('IPv6 addresses in brackets; old keys only when told; macFUSE has options of its own', () => {
  expect(sshfsArguments({ ...target, host: '::1' }, 'linux', false)[0]).toBe('?@[::1]:/');
  expect(options(sshfsArguments(target, 'linux', true))).toContain('KexAlgorithms=+diffie-hellman-group1-sha1');
  expect(options(sshfsArguments(target, 'darwin', false))).toContain('volname=openbis.example');
});
