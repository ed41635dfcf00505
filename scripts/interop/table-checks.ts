import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { configForBase, createDrmsClient } from '../../app/clients/drms/index.ts';
import { startDemoDrms } from '../../app/demo/drms/index.ts';
import { exportCode, queryCode } from '../../app/domain/drms/code.ts';
import { structureOf } from '../../app/domain/drms/series-structure.ts';
import { root } from '../root.ts';
import { counting, type Outcome, runProgram } from './run-program.ts';

const recordSet = 'hmi.V_45s[2025.12.31_TAI/1h]';
const keys = 'T_REC,CAMERA,QUALITY,DATAMEAN,*recnum*';
const endings = ['csv', 'parquet', 'arrow', 'json', 'vot', 'ecsv'] as const;
const email = 'demo@example.org';

/** Files of tables as other programs read them, and what “Copy as code” writes for Python, run as it is. */
export async function tableChecks(python: string, folder: string, say: (line: string) => void): Promise<Outcome> {
  const demo = await startDemoDrms({ settings: { queuedMs: 50, workingMs: 100 } });
  try {
    for (const ending of endings) await quarry(folder, demo.url, ['--out', join(folder, `records.${ending}`)]);
    const { count, columns } = JSON.parse(await quarry(folder, demo.url, ['--json'])) as {
      count: number;
      columns: object;
    };
    const given = join(folder, 'given.json');
    writeFileSync(given, JSON.stringify({ folder, columns, ...(await codesOf(demo.url, count)) }));
    const { tell, outcome } = counting(say);
    for (const program of ['tables', 'codes'])
      await runProgram(python, [join(root, `scripts/interop/${program}.py`), given], tell);
    return outcome;
  } finally {
    await demo.close();
  }
}

/** One query by the command line; what it has written to stdout. */
async function quarry(folder: string, url: string, more: readonly string[]): Promise<string> {
  const program = join(root, 'app/hosts/cli/main.ts');
  const args = ['drms', 'query', recordSet, '--server', url, '--keys', keys, '--home', join(folder, 'home'), ...more];
  return (await promisify(execFile)(process.execPath, [program, ...args])).stdout;
}

/** Python texts of a query and of an export. SunPy asks JSOC only, so the program takes the demo for it. */
async function codesOf(url: string, records: number): Promise<object> {
  const config = configForBase('DEMO', url);
  const client = createDrmsClient({ server: config });
  const structure = structureOf(await client.info('hmi.V_45s'));
  await client.close();
  const server = { id: 'jsoc', isBuiltIn: true, entries: {} };
  const request = { url, parameters: [] };
  const segments = ['Dopplergram'];
  const sunpy = { recordSet, structure, segments };
  const query = queryCode({ server, recordSet, keys: ['T_REC', 'DATAMEAN'], segments, links: [], request, sunpy });
  const options = { method: 'url', protocol: 'fits', process: {}, protocolArguments: {}, fileNameFormat: null };
  const exported = exportCode({
    server,
    email,
    exports: ['hmi.V_45s[2016.04.01_TAI/3m]{Dopplergram}', 'hmi.V_45s[2016.04.02_TAI]{Dopplergram}'].map((set) => ({
      wish: { recordSet: set, ...options },
      request,
      sunpy: { recordSet: set, structure, segments: [] },
    })),
  });
  return {
    config: config.toRecord(),
    records,
    files: 5,
    query: { drms: query.drms.text, sunpy: query.sunpy.text },
    export: { drms: exported.drms.text, sunpy: exported.sunpy.text },
  };
}
