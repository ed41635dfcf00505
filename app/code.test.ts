import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeSubject } from './contract/code.ts';
import { type DemoOpenbis, startDemoOpenbis } from './demo/openbis/index.ts';
import { runCommandLine } from './testing/command-line.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

/** Without those that are of a core. */
type Subject = CodeSubject extends infer S ? (S extends CodeSubject ? Omit<S, 'connectionId'> : never) : never;

let core: TestCore;
let openbis: DemoOpenbis;
let openbisId: string;
let folder: string;
const passwords = { JULIABASE_PASSWORD: 'quarry-demo', OPENBIS_PASSWORD: 'demo' };
const isPosix = process.platform !== 'win32';
const has = (program: string): boolean => isPosix && spawnSync(program, ['--version']).status === 0;
const canCurl = has('curl') && has('jq');

beforeAll(async () => {
  core = await openTestCore();
  openbis = await startDemoOpenbis();
  folder = mkdtempSync(join(tmpdir(), 'quarry-code-'));
  const connection = await core.client.call('connections.add', {
    ...{ kind: 'openbis', name: 'Data store', url: openbis.url, user: 'demo', password: 'demo' },
  });
  openbisId = connection.id;
  const home = join(folder, 'home');
  const add = async (kind: string, name: string, url: string, user: string, password: string): Promise<void> => {
    const files = kind === 'juliabase' ? ['--map', `=${join(core.home, 'files')}`] : [];
    const args = [
      'connections',
      'add',
      kind,
      '--name',
      name,
      '--url',
      url,
      '--user',
      user,
      '--password-stdin',
      ...files,
    ];
    expect(await runCommandLine([...args, '--home', home], { stdin: `${password}\n` })).toMatchObject({ code: 0 });
  };
  await add('juliabase', 'Lab', core.demo.url, 'l.brandt', passwords.JULIABASE_PASSWORD);
  await add('openbis', 'Data store', openbis.url, 'demo', passwords.OPENBIS_PASSWORD);
  const program = join(import.meta.dirname, 'hosts/cli/main.ts');
  const script = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@" --home "${home}"\n`;
  writeFileSync(join(folder, 'quarry'), script, { mode: 0o755 });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve(import.meta.dirname, '..'), join(folder, 'node_modules/quarry'), 'junction');
});

afterAll(async () => {
  await core.close();
  await openbis.close();
  rmSync(folder, { recursive: true, force: true });
});

async function textOf(language: string, subject: Subject): Promise<string> {
  const connectionId = subject.kind.startsWith('openbis-') ? openbisId : core.connectionId;
  // Each kind has its own fields, which `Omit` keeps.
  const given = { ...subject, connectionId } as CodeSubject;
  const codes = await core.client.call('code.view', { subject: given });
  return codes.find((code) => code.language === language)?.text ?? 'false';
}

/** Runs a text as somebody would that has pasted it. */
async function run(language: string, subject: Subject): Promise<string> {
  const text = await textOf(language, subject);
  const QUARRY_PASSWORD = passwords[subject.kind.startsWith('openbis-') ? 'OPENBIS_PASSWORD' : 'JULIABASE_PASSWORD'];
  const PYTHONPATH = join(import.meta.dirname, 'testing/jb-remote');
  const env = {
    ...process.env,
    ...passwords,
    QUARRY_PASSWORD,
    PYTHONPATH,
    PATH: `${folder}:${process.env.PATH ?? ''}`,
  };
  if (language === 'library') writeFileSync(join(folder, 'view.mts'), text);
  const [program, args] = commandOf(language, text);
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env });
  return stdout;
}

function commandOf(language: string, text: string): [program: string, args: string[]] {
  if (language === 'library') return [process.execPath, ['view.mts']];
  return language === 'jb_remote' ? ['python3', ['-c', text]] : ['sh', ['-euc', text]];
}

async function aResult(): Promise<Subject> {
  const page = await core.client.call('juliabase.series.get', { connectionId: core.connectionId, name: storySeries });
  return { kind: 'result', id: page.value.results[0]?.id ?? 0 };
}

const sample: Subject = { kind: 'sample', name: '26S-001' };
const series: Subject = { kind: 'series', name: storySeries };

describe('views of JuliaBase', () => {
  test('as TypeScript', async () => {
    expect(await run('library', sample)).toContain("name: '26S-001'");
    expect(await run('library', { kind: 'samples', text: '26S-01' })).toContain("name: '26S-010'");
    expect(await run('library', series)).toContain('26S-012');
    expect(await run('library', await aResult())).toContain('Raman crystallinity');
  });

  test.skipIf(!canCurl)('for curl', async () => {
    expect(JSON.parse(await run('curl', sample))).toMatchObject({ name: '26S-001' });
    expect(JSON.parse(await run('curl', series))).toHaveLength(12);
    expect(JSON.parse(await run('curl', await aResult()))).toMatchObject({ title: 'Raman crystallinity' });
  });

  test.skipIf(!has('python3'))('for the functions of jb_remote, as a stand-in has them', async () => {
    expect(JSON.parse(await run('jb_remote', sample))).toMatchObject({ name: '26S-001' });
    for (const name of ['26-LB-a/b', '26-LB-50%', '26-LB-Zn₂'])
      expect(JSON.parse(await run('jb_remote', { kind: 'sample', name }))).toMatchObject({ name });
    expect(JSON.parse(await run('jb_remote', series))).toContainEqual({ sample: '26S-012', name: '26S-012' });
    expect(JSON.parse(await run('jb_remote', await aResult()))).toMatchObject({ title: 'Raman crystallinity' });
  });

  test.skipIf(!isPosix)('for the command line', async () => {
    expect(await run('quarry', sample)).toContain('26S-001');
    expect(await run('quarry', series)).toContain('26S-012');
    expect(await run('quarry', { kind: 'samples', text: '26S-01' })).toContain('26S-010');
    expect(await run('quarry', await aResult())).toContain('Raman crystallinity');
    const curves = { kind: 'conductivity', series: storySeries, view: 'arrhenius', fitRange: null } as const;
    expect(await run('quarry', curves)).toContain('conductivity.pdf');
  });

  test('where there is none, the reason', async () => {
    const subject: CodeSubject = { kind: 'samples', connectionId: core.connectionId, text: '26' };
    expect(await core.client.call('code.view', { subject })).toContainEqual({
      language: 'curl',
      text: null,
      reason: 'The server has pages of this, and no JSON.',
    });
  });
});

describe('views of openBIS', () => {
  const object: Subject = { kind: 'openbis-object', reference: '/LAB/PROJ/S1' };

  test('as TypeScript', async () => {
    expect(await run('library', { kind: 'openbis-data-set', permId: openbis.special.parent })).toContain('original/');
  });

  test.skipIf(!canCurl)('for curl', async () => {
    expect(await run('curl', object)).toContain('/LAB/PROJ/S1');
    expect(await run('curl', { kind: 'openbis-data-set', permId: openbis.special.parent })).toContain(
      openbis.special.parent,
    );
    expect(await run('curl', { kind: 'openbis-collection', reference: '/LAB/PROJ/EXP1' })).toContain('/LAB/PROJ/EXP1');
  });

  test.skipIf(!isPosix)('for the command line', async () => {
    expect(await run('quarry', object)).toMatch(/^\d{17}-\d+ /m);
    expect(await run('quarry', { kind: 'openbis-data-set', permId: openbis.special.parent })).toContain('original/');
  });
});

test.skipIf(!has('python3'))('the example notebook runs', async () => {
  const path = join(import.meta.dirname, '../docs/examples/quarry-in-jupyter.ipynb');
  // As nbformat 4 has it.
  const { cells } = JSON.parse(readFileSync(path, 'utf8')) as { cells: { cell_type: string; source: string[] }[] };
  const program = cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''));
  const env = {
    ...process.env,
    ...{ PATH: `${folder}:${process.env.PATH ?? ''}`, QUARRY_PASSWORD: passwords.JULIABASE_PASSWORD },
  };
  const { stdout } = await promisify(execFile)('python3', ['-c', program.join('\n')], { cwd: folder, env });
  expect(stdout).toMatch(/'26S-001': 0\.4\d+/);
  expect(stdout).toContain('26S-012');
  expect(readFileSync(join(folder, 'conductivity.svg'), 'utf8')).toContain('26S-001');
});
