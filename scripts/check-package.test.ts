import { FuseState, FuseV1Options } from '@electron/fuses';
import { describe, expect, test } from 'vitest';
import { pagePolicy } from '../app/contract/page-policy.ts';
import { checkFiles, checkFuses, checkPage } from './check-package.ts';

const shell = `const policy = ${JSON.stringify(pagePolicy({ nonce: 'x' }).split('; '))}`;
const page = '<meta content="__QUARRY_NONCE__"><script type="module" src="./assets/a.js"></script>';

describe('an altered package is noticed:', () => {
  const good = {
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
  };

  test.each(Object.keys(good).map(Number))('fuse %i', (fuse) => {
    const wrong = {
      ...good,
      [fuse]: good[fuse as keyof typeof good] === FuseState.ENABLE ? FuseState.DISABLE : FuseState.ENABLE,
    };
    expect(checkFuses(wrong, () => undefined)).toHaveLength(1);
  });

  test('a fuse that an old Electron lacks is reported only', () => {
    const said: string[] = [];
    expect(checkFuses(good, (line) => said.push(line))).toEqual([]);
    expect(said.at(-1)).toContain('does not exist');
  });

  test.each([
    "default-src 'none'",
    "script-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ])('the policy without %s', (part) => expect(checkPage(shell.replace(part, ''), page)).toHaveLength(1));

  test.each([
    ['a script of its own', '<script>alert(1)</script>'],
    ['a foreign script', '<script src="https://evil.example/a.js"></script>'],
    ['a foreign style', '<link href="//evil.example/a.css">'],
  ])('a page with %s', (_what, added) => expect(checkPage(shell, page + added)).toHaveLength(1));

  test('files that are missing or do not belong in', () => {
    const complaints = checkFiles(['/package.json', '/app/app.ts', '/.env', '/node_modules/vite/index.js']);
    expect(complaints).toEqual(
      expect.arrayContaining([
        '/dist/main/index.cjs is missing.',
        '/app/app.ts does not belong in.',
        '/.env does not belong in.',
        '/node_modules/vite/index.js does not belong in.',
      ]),
    );
  });

  test('a good one is let through', () => expect(checkPage(shell, page)).toEqual([]));
});
