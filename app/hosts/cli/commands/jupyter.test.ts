import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../testing/command-line.ts';
import { connectionFileName } from '../../jupyter/connection-names.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quarry-jupyter-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

function start(...more: string[]) {
  const env = { ...process.env, HOME: root, QUARRY_HOME: join(root, 'home'), QUARRY_SECRETS: 'memory' };
  const child = spawn(process.execPath, [main, 'jupyter', '--json', ...more], { cwd: root, env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, stderr: text(child.stderr), opened: lines.next().then(({ value }) => JSON.parse(String(value))) };
}

describe('quarry jupyter', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints address and token, serves, and ends cleanly at %s',
    async (signal) => {
      mkdirSync(join(root, '.jupyter'));
      writeFileSync(
        join(root, '.jupyter', connectionFileName),
        'connections:\n  - {name: Lab, url: https://lab.example, username: ada}\n  - {name: 7}\n',
      );
      const { child, stderr, opened } = start('--base-path', '/user/ada/', '--allow-origin', 'http://localhost:8888');
      const { url, token } = await opened;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/user\/ada\/$/);
      const ask = (headers: Record<string, string>) => fetch(`${url}openbis/conns`, { headers });
      expect((await ask({})).status).toBe(403);
      const answer = await ask({ authorization: `token ${token}`, origin: 'http://localhost:8888' });
      expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:8888');
      expect(await answer.json()).toMatchObject({
        connections: [{ name: 'Lab', username: 'ada' }],
        notebook_dir: root,
      });
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      const said = await stderr;
      expect(said).toContain('does not say whether certificates are checked');
      expect(said).toContain('Connection 2');
      expect(said).not.toContain(token);
    },
  );

  test.each([
    [['--allow-origin', 'localhost'], '--allow-origin'],
    [['--base-path', '/a/../b'], '--base-path'],
    [['--port', '99999'], '99999'],
  ])('%j is a usage error that names it', async (args, part) => {
    const { code, talk } = await runCommandLine(['jupyter', '--home', join(root, 'home'), ...args]);
    expect([code, talk]).toEqual([2, expect.stringContaining(part)]);
  });

  test('--openapi prints the description and ends', async () => {
    const { code, data } = await runCommandLine(['jupyter', '--openapi', '--base-path', '/user/ada/']);
    expect(code).toBe(0);
    expect(JSON.parse(data)).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/user/ada' }] });
  });
});
