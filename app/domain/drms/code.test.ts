import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { python, pythonCall } from '../code/python.ts';
import { shellText } from '../code/shell.ts';
import { type ExportCode, exportCode, type QueryCode, queryCode } from './code.ts';
import type { SeriesStructure } from './series-structure.ts';

const keyword = (name: string, type: SeriesStructure['keywords'][number]['type']) => ({
  ...{ name, type, recscope: 'variable', defval: '', units: '', note: '' },
});
const structure: SeriesStructure = {
  name: 'hmi.V_45s',
  primekeys: ['T_REC', 'CAMERA'],
  keywords: [keyword('T_REC', 'time'), keyword('CAMERA', 'int')],
  segments: [],
  interval: null,
};
const jsoc = { id: 'jsoc', isBuiltIn: true, entries: {} };
const own = { id: "o'b", isBuiltIn: false, entries: { name: 'Own "1"', cgi_baseurl: 'http://127.0.0.1/' } };
const nasty = `hmi.V_45s[2016.04.01_TAI/1d@6h][? NOTE = 'it''s "$HOME" \`x\` \\' ?]`;

function query(more: Partial<QueryCode> = {}): QueryCode {
  const recordSet = more.recordSet ?? 'hmi.v_45s[2016.04.01_TAI/1d@6h][2]';
  const url = 'http://127.0.0.1/jsoc_info';
  const request = { url, parameters: [['op', 'rs_list'] as const, ['ds', recordSet] as const] };
  const asked = { server: jsoc, recordSet, keys: ['T_REC', 'QUALITY'], segments: ['Dopplergram'], links: [] };
  return { ...asked, request, sunpy: { recordSet, structure, segments: ['Dopplergram'] }, ...more };
}

function exported(more: Partial<ExportCode['exports'][number]['wish']> = {}): ExportCode {
  const recordSet = more.recordSet ?? 'hmi.v_45s[2016.04.01_TAI]{Dopplergram}';
  const options = { method: 'url', protocol: 'fits', process: {}, protocolArguments: {}, fileNameFormat: null };
  const parameters = [['op', 'exp_request'] as const, ['process=n', '0|im_patch'] as const];
  return {
    server: jsoc,
    email: 'ada+sun@example.org',
    exports: [
      {
        wish: { recordSet, ...options, ...more },
        request: { url: 'http://127.0.0.1/jsoc_fetch', parameters },
        sunpy: { recordSet, structure, segments: [] },
      },
    ],
  };
}

describe('a query', () => {
  test('in the words of each program', () => {
    const { quarry, drms, sunpy, curl } = queryCode(query());
    expect(quarry.text).toBe(
      [
        "quarry drms query 'hmi.v_45s[2016.04.01_TAI/1d@6h][2]' \\",
        '  --server jsoc \\',
        '  --keys T_REC,QUALITY \\',
        '  --segments Dopplergram \\',
        '  --csv\n',
      ].join('\n'),
    );
    expect(drms.text).toBe(
      [
        'import drms',
        '',
        'client = drms.Client()',
        'keys, segments = client.query(',
        '    "hmi.v_45s[2016.04.01_TAI/1d@6h][2]",',
        '    key=["T_REC", "QUALITY"],',
        '    seg=["Dopplergram"],',
        ')',
        'print(keys)\n',
      ].join('\n'),
    );
    expect(sunpy.text).toBe(
      [
        'from sunpy.net import Fido',
        'from sunpy.net import attrs as a',
        '',
        'result = Fido.search(',
        '    a.jsoc.Series("hmi.V_45s"),',
        '    a.jsoc.PrimeKey("T_REC", "2016.04.01_TAI/1d@6h"),',
        '    a.jsoc.PrimeKey("CAMERA", "2"),',
        '    a.jsoc.Segment("Dopplergram"),',
        ')',
        'print(result["jsoc"].show("T_REC", "QUALITY"))\n',
      ].join('\n'),
    );
    expect(curl.text).toBe(
      [
        'curl --silent --show-error --fail --get http://127.0.0.1/jsoc_info \\',
        '  --data-urlencode op=rs_list \\',
        "  --data-urlencode 'ds=hmi.v_45s[2016.04.01_TAI/1d@6h][2]'\n",
      ].join('\n'),
    );
  });

  test('of another server describes it to the Python client', () => {
    const { drms, quarry } = queryCode(query({ server: own, keys: [], segments: [] }));
    expect(drms.text).toContain('server = drms.ServerConfig(name="Own \\"1\\"", cgi_baseurl="http://127.0.0.1/")');
    expect(drms.text).toContain('client = drms.Client(server=server)\nkeys = client.query(');
    expect(drms.text).toContain('pkeys=True');
    expect(quarry.text).toContain("--server 'o'\\''b'");
  });

  test.each([
    [{ server: own }, 'SunPy asks JSOC only.'],
    [{ recordSet: 'hmi.v_45s[][? QUALITY = 0 ?]' }, 'SunPy has no words for conditions'],
    [{ recordSet: 'hmi.v_45s[:#1-#5]' }, 'SunPy has no words for conditions'],
    [{ recordSet: 'hmi.v_45s' }, 'SunPy wants a value'],
    [{ recordSet: 'hmi.v_45s[2016.04.01_TAI],hmi.v_45s[2016.04.02_TAI]' }, 'one record set at a time'],
    [{ recordSet: 'hmi.v_45s[' }, 'not complete'],
  ])('that SunPy cannot ask says why: %j', (more: Partial<QueryCode>, reason) => {
    const { sunpy } = queryCode({
      ...query(more),
      sunpy: { recordSet: more.recordSet ?? 'hmi.v_45s[$]', structure, segments: [] },
    });
    expect(sunpy).toEqual({ text: null, reason: expect.stringContaining(reason) });
  });
});

describe('an export', () => {
  test('in the words of each program', () => {
    const { quarry, drms, sunpy, curl } = exportCode(exported({ process: { im_patch: { x: -10.5, t: 1 } } }));
    const [command, rest] = quarry.text?.split("<<'END'\n") ?? [];
    expect(command).toBe(
      'quarry drms export \\\n  --server jsoc \\\n  --email ada+sun@example.org \\\n  --to ./files \\\n  --queries - ',
    );
    expect(JSON.parse(rest?.replace(/END\n$/, '') ?? '')).toMatchObject([
      { process: { im_patch: { x: -10.5, t: 1 } } },
    ]);
    expect(drms.text).toContain('client = drms.Client(email="ada+sun@example.org")');
    expect(drms.text).toContain('process={"im_patch": {"x": -10.5, "t": 1}}');
    expect(sunpy.reason).toContain('processing');
    expect(curl.text).toContain('--data process%3Dn=0%7Cim_patch');
  });

  test('of several record sets asks SunPy for each of them', () => {
    const [one] = exported().exports;
    const both = one === undefined ? [] : [one, one];
    const { sunpy } = exportCode({ ...exported(), exports: both });
    expect(sunpy.text).toContain('    (a.jsoc.Series("hmi.V_45s")\n     & a.jsoc.PrimeKey("T_REC", "2016.04.01_TAI")');
    expect(sunpy.text).toContain('\n    | (a.jsoc.Series');
    expect(sunpy.text).toContain('Fido.fetch(result, path="files/{file}")');
  });

  test.each([
    [{ protocol: 'jpg' }, 'jpg'],
    [{ method: 'url-tar' }, 'archives'],
  ])('that SunPy cannot ask says why: %j', (more, reason) => {
    expect(exportCode(exported(more)).sunpy.reason).toContain(reason);
  });
});

describe('quoting', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quarry-code-'));
    for (const name of ['curl', 'quarry'])
      writeFileSync(join(folder, name), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (script: string | null): string[] => {
    const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: '/nowhere' };
    const { stdout, status } = spawnSync('sh', ['-eu'], { input: script ?? '', env, encoding: 'utf8' });
    expect(status).toBe(0);
    return stdout.split('\n');
  };

  test.skipIf(process.platform === 'win32')('reaches a program of the shell as it was', () => {
    const { quarry, curl } = queryCode(query({ recordSet: nasty }));
    expect(run(quarry.text)).toContain(nasty);
    expect(run(curl.text)).toContain(`ds=${nasty}`);
    for (const text of ["'", '', 'a b', '$(x)', '!', '~', '*', 'é\n#', '-x'])
      expect(run(`quarry ${shellText(text)} end`).join('\n')).toBe(`${text}\nend\n`);
  });

  const python3 = spawnSync('python3', ['--version']).status === 0;
  test.skipIf(!python3)('is read by Python as it was, and every text is Python', () => {
    const values = { text: nasty, list: ['é\u2028"\\', 1.5, true, null], deep: { 'a b': -1e300 } };
    const program = 'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))';
    const read = spawnSync('python3', ['-c', program], { input: python(values), encoding: 'utf8' });
    expect(JSON.parse(read.stdout)).toEqual(values);
    const texts = [
      ...[query(), query({ recordSet: nasty, server: own })].flatMap((one) => [
        queryCode(one).drms,
        queryCode(one).sunpy,
      ]),
      ...[exported(), exported({ fileNameFormat: false })].flatMap((one) => [
        exportCode(one).drms,
        exportCode(one).sunpy,
      ]),
    ];
    for (const { text } of texts) {
      const parsed = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
        input: text ?? '',
      });
      expect([parsed.status, text]).toEqual([0, text]);
    }
  });

  test('breaks long calls over lines', () => {
    expect(pythonCall('f', { '': '1', a: null, b: '2' })).toBe('f(1, b=2)');
    expect(pythonCall('f', { '': 'x'.repeat(90) })).toBe(`f(\n    ${'x'.repeat(90)},\n)`);
  });
});
