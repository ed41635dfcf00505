import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createNodePlatform, isOpenableUrl, requireCapableNode } from './node-platform.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-platform-'));
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_HOME', join(folder, 'from-variable'));
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'xdg'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('the data folder', () => {
  test('is the one that was asked for, made for its owner only', async () => {
    const { paths, secrets } = await createNodePlatform({ home: join(folder, 'a', 'b') });
    expect(paths.home).toBe(join(folder, 'a', 'b'));
    for (const path of Object.values(paths)) expect(statSync(path).mode & 0o077).toBe(0);
    expect(secrets.where).toBe('memory');
  });

  test('else that of QUARRY_HOME', async () => {
    expect((await createNodePlatform()).paths.home).toBe(join(folder, 'from-variable'));
  });

  test.runIf(process.platform === 'linux')('else the one that the system keeps for such data', async () => {
    vi.stubEnv('QUARRY_HOME', '');
    expect((await createNodePlatform()).paths.home).toBe(join(folder, 'xdg', 'quarry'));
  });

  test('that cannot be made is named', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(createNodePlatform({ home: join(folder, 'file', 'home') })).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining(join(folder, 'file', 'home')),
    });
  });
});

test('the version is that of the package', async () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect((await createNodePlatform()).version).toBe(manifest.version);
});

test.each([
  ['https://lab.example/results/7', true],
  ['http://127.0.0.1:8000/', true],
  ['http://localhost/', true],
  ['http://[::1]:1/', true],
  ['http://lab.example/', false],
  ['http://127.0.0.1.lab.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['quarry://series/x', false],
  ['--help', false],
  ['', false],
])('%s may be opened in the browser: %s', (url, expected) => {
  expect(isOpenableUrl(url)).toBe(expected);
});

test('what may not be opened is refused, not tried', async () => {
  const { openUrl } = await createNodePlatform();
  await expect(openUrl('file:///etc/passwd')).rejects.toMatchObject({ code: 'forbidden' });
});

test('a Node that would crash is told apart early', () => {
  expect(() => requireCapableNode({ node: '20.20.0', napi: '9' })).toThrow('Node 20.20.0 is too old for Quarry.');
  expect(() => requireCapableNode({ node: '20.20.0' })).toThrow();
  expect(() => requireCapableNode()).not.toThrow();
});
