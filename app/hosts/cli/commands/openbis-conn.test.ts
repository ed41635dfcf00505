import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CommandEnd, runCommandLine } from '../../../testing/command-line.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'quarry-conn-')), 'jupyter');
  file = join(folder, 'openbis-connections.yaml');
  vi.stubEnv('JUPYTER_CONFIG_DIR', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(join(folder, '..'), { recursive: true });
});

/** `answers` by a part of the question; nobody is there to ask if they are left out. */
function quarry(args: string[], answers?: Record<string, string>): Promise<CommandEnd> {
  return runCommandLine(['openbis-conn', ...args], { stdin: 'from stdin', ...(answers && { answers }) });
}

const labOptions = ['-n', 'Lab', '-h', 'openbis.example', '--verfiy', '--https', '-u', 'ada', '-p', 'secret'];
const labText = `connections:
  - name: Lab
    url: openbis.example
    verify_certificates: true
    username: ada
    password: secret
`;

describe('quarry openbis-conn', () => {
  test('writes what the options say, for its owner only, without asking', async () => {
    const { code, data, asked } = await quarry([...labOptions, '-d', folder, '--json'], {});
    expect(code).toBe(0);
    expect(asked).toEqual([]);
    expect(JSON.parse(data)).toEqual({ file, name: 'Lab', url: 'openbis.example' });
    expect(readFileSync(file, 'utf8')).toBe(labText);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['openbis-connections.yaml']);
  });

  test('asks for what is missing, the password without echo', async () => {
    const { code, asked } = await quarry([], {
      Name: 'Lab',
      Address: 'openbis.example',
      certificate: 'n',
      https: 'n',
      User: 'ada',
      Password: 'p',
    });
    expect(code).toBe(0);
    expect(asked).toHaveLength(7);
    expect(readFileSync(file, 'utf8')).toBe(`connections:
  - name: Lab
    url: http://openbis.example
    verify_certificates: false
    username: ada
    password: p
    http_only: true
`);
  });

  test('takes the password from stdin', async () => {
    await quarry(['-n', 'Lab', '-h', 'https://openbis.example', '--no-https', '--password-stdin']);
    expect(readFileSync(file, 'utf8')).toContain('password: from stdin');
    expect(readFileSync(file, 'utf8')).toContain('url: https://openbis.example');
  });

  test('adds to a file that is there', async () => {
    await quarry(labOptions);
    const { code } = await quarry(['--name', 'Other', '--hostname', 'other.example', '--verify']);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(labText);
    expect(readFileSync(file, 'utf8')).toContain('name: Other');
  });

  test('takes nothing away without a word from somebody', async () => {
    await quarry(labOptions);
    const refused = await quarry([...labOptions.slice(0, -1), 'new']);
    expect(refused.code).not.toBe(0);
    expect(refused.talk).toContain('Lab is in');
    const declined = await quarry([...labOptions.slice(0, -1), 'new', '--replace'], { anew: 'n' });
    expect(declined).toMatchObject({ code: 0, talk: 'Nothing was written.' });
    expect(readFileSync(file, 'utf8')).toBe(labText);
    await quarry([...labOptions.slice(0, -1), 'new'], { 'Replace it?': 'yes' });
    expect(readFileSync(file, 'utf8')).toBe(labText.replace('secret', 'new'));
  });

  test('writes the whole file anew when told', async () => {
    await quarry(labOptions);
    await quarry(['-n', 'Other', '-h', 'other.example', '--replace']);
    expect(readFileSync(file, 'utf8')).not.toContain('Lab');
  });

  test.each([
    ['no name', ['-h', 'openbis.example'], '--name'],
    ['a name that breaks addresses', ['-n', 'a/b', '-h', 'openbis.example'], '/ ? # %'],
    ['a folder that Jupyter does not know', [...labOptions, '-d', '/tmp'], 'does not look'],
    ['two ways of writing', [...labOptions, '--append', '--replace'], 'exclude'],
  ])('%s is refused in words', async (_, args, part) => {
    const { code, talk } = await quarry(args);
    expect(code).not.toBe(0);
    expect(talk).toContain(part);
  });

  test('a broken file is left as it is', async () => {
    await quarry(labOptions);
    writeFileSync(file, 'connections: [');
    const { code, talk } = await quarry(labOptions);
    expect(code).not.toBe(0);
    expect(talk).toContain('no YAML');
    expect(readFileSync(file, 'utf8')).toBe('connections: [');
  });

  test('helps with --help; -h is the server', async () => {
    expect(await quarry(['--help'])).toMatchObject({ code: 0 });
  });
});
