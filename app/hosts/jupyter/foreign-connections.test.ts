import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type JupyterLab, openJupyterLab } from '../../testing/jupyter-lab.ts';
import { connectionFileName } from './connection-names.ts';
import { importForeignConnections, readForeignConnections } from './foreign-connections.ts';

/** For work in the background on a busy computer. */
const patience = { timeout: 20_000 };

let home: string;
let env: Record<string, string>;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarry-home-'));
  env = {};
});
afterEach(() => rmSync(home, { recursive: true }));

const sources = () => ({ env, homeFolder: home, system: 'linux' as const });

function writeFile(text: string): string {
  mkdirSync(join(home, '.jupyter'), { recursive: true });
  const file = join(home, '.jupyter', connectionFileName);
  writeFileSync(file, text);
  return file;
}

describe('what files and variables name', () => {
  test('files come with their path, variables with their name', () => {
    const file = writeFile('connections:\n  - {name: Lab, url: lab.example, username: ada, password: p}\n');
    env = { OPENBIS_URL: 'https://far.example:8443', OPENBIS_TOKEN: 't' };
    expect(readForeignConnections(sources())).toEqual({
      connections: [
        {
          ...{
            name: 'Lab',
            url: 'lab.example',
            user: 'ada',
            password: 'p',
            verifyCertificates: true,
            saysVerify: false,
          },
          ...{ allowsHttp: false, origin: file },
        },
        {
          ...{ name: 'far.example', url: 'https://far.example:8443', user: '', password: 't' },
          ...{ verifyCertificates: true, saysVerify: true, allowsHttp: false, origin: 'OPENBIS_URL' },
        },
      ],
      warnings: [],
    });
  });

  test('OPENBIS_HOST is the alternative; a file of the same name counts', () => {
    env = { OPENBIS_HOST: 'far.example' };
    expect(readForeignConnections(sources()).connections).toMatchObject([
      { name: 'far.example', origin: 'OPENBIS_HOST' },
    ]);
    writeFile('connections:\n  - {name: far.example, url: other.example}\n');
    expect(readForeignConnections(sources()).connections).toMatchObject([{ url: 'other.example' }]);
  });

  test('malformed YAML is a warning with its file', () => {
    const file = writeFile('connections: [');
    expect(readForeignConnections(sources()).warnings).toEqual([expect.stringContaining(file)]);
  });
});

describe('in the core', () => {
  let lab: JupyterLab;
  beforeEach(async () => {
    lab = await openJupyterLab();
  });
  afterEach(() => lab.close());

  const importAll = () => importForeignConnections(lab.client, sources());
  const listed = async () => {
    const all = await lab.client.call('connections.list', {});
    return all.filter(({ name }) => name !== 'lab');
  };
  const write = (name: string, more: string): string =>
    writeFile(`connections:\n  - {name: ${name}, url: '${lab.demo.url}', ${more}}\n`);

  test('those with both credentials are logged in, in the background', async () => {
    write('Of a file', 'username: observer, password: observer, verify_certificates: true');
    expect(await importAll()).toEqual({ warnings: [], unsaidCertificates: [] });
    await expect.poll(async () => (await listed()).map(({ state }) => state), patience).toEqual(['signed-in']);
    const { foreignConnections } = await lab.client.call('jupyter.state.get', {});
    expect(foreignConnections).toMatchObject([{ connectionName: 'Of a file', origin: expect.stringContaining(home) }]);
  });

  test('OPENBIS_TOKEN is used', async () => {
    const { connection } = await tokenOfDemo();
    env = { OPENBIS_URL: lab.demo.url, OPENBIS_TOKEN: connection };
    await importAll();
    await expect
      .poll(async () => (await listed()).map(({ name, state }) => [name, state]), patience)
      .toEqual([['127.0.0.1', 'signed-in']]);
  });

  async function tokenOfDemo(): Promise<{ connection: string }> {
    const answer = await fetch(`${lab.demo.url}/openbis/openbis/rmi-application-server-v3.json`, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: '1', method: 'login', params: ['demo', 'demo'] }),
    });
    const { result } = (await answer.json()) as { result: string };
    return { connection: result };
  }

  test('a removed one comes back at the next start, and follows its file', async () => {
    write('Lab of files', 'verify_certificates: true');
    await importAll();
    await lab.ask('openbis/conn/Lab%20of%20files', { method: 'DELETE' });
    expect(await listed()).toEqual([]);
    await importAll();
    expect(await listed()).toMatchObject([{ name: 'Lab of files', url: `${lab.demo.url}/` }]);
    writeFile('connections:\n  - {name: Lab of files, url: https://moved.example, verify_certificates: false}\n');
    await importAll();
    expect(await listed()).toMatchObject([{ url: 'https://moved.example/', verifyCertificates: false }]);
  });

  test("the user's own connection of that name counts", async () => {
    writeFile('connections:\n  - {name: LAB, url: https://other.example}\n');
    const { warnings } = await importAll();
    expect(warnings).toEqual([expect.stringContaining('goes to another address')]);
    expect(await listed()).toEqual([]);
  });

  test('an address that is none is told with its file, and the others are taken', async () => {
    const file = writeFile('connections:\n  - {name: A, url: "ftp://a"}\n  - {name: B, url: b.example}\n');
    const { warnings } = await importAll();
    expect(warnings).toEqual([expect.stringContaining(file)]);
    expect(await listed()).toMatchObject([{ name: 'B', url: 'https://b.example/' }]);
  });

  test('a file that does not say whether certificates are checked is told until somebody answers', async () => {
    const origin = write('Unsaid', 'username: demo');
    const { unsaidCertificates } = await importAll();
    expect(unsaidCertificates).toEqual([{ connectionId: expect.any(String), connectionName: 'Unsaid', origin }]);
    const connectionId = unsaidCertificates[0]?.connectionId ?? '';
    const answer = { connectionId, verifyCertificates: false };
    expect(await lab.client.call('jupyter.certificates.answer', answer)).toMatchObject({ unsaidCertificates: [] });
    expect(await listed()).toMatchObject([{ verifyCertificates: false }]);
    expect((await importAll()).unsaidCertificates).toEqual([]);
    expect(await listed()).toMatchObject([{ verifyCertificates: false }]);
  });
});
