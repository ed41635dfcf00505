import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configForBase, createDrmsClient, type DrmsClient, type ExportDraft } from '../../app/clients/drms/index.ts';
import { type DemoDrmsServer, startDemoDrms } from '../../app/demo/drms/index.ts';
import { root } from '../root.ts';
import { queriesOf, structuresOf } from './drms-expected.ts';
import { counting, type Outcome, runProgram } from './run-program.ts';

interface ExportCase {
  name: string;
  recordSet: string;
  arguments: Pick<ExportDraft, 'method' | 'protocol' | 'process'>;
  /** Number of files that must arrive. */
  files: number;
}

/** Formats of images and tables, ways of delivery, processing. */
const exports: ExportCase[] = [
  quick('quick', 'hmi.v_45s[2013.07.03_08:42_TAI/3m]{Dopplergram}', 4),
  quick('quick-texts', 'hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]{split,rot,err}', 9),
  fits('rice', 'hmi.v_45s[2013.07.03_08:42_TAI/3m]{Dopplergram}', 4),
  fits('two-segments', 'hmi.sharp_720s[4864][2014.11.30_00:00_TAI]{continuum, magnetogram}', 2),
  fits('gzip', 'hmi.ic_720s[2013.07.03_08:48_TAI/24m]', 2),
  fits('plain', 'hmi.m_720s[2013.07.03_08:48_TAI/24m]{magnetogram}', 2),
  fits('float', 'hmi.synoptic_mr_720s[2150]', 1),
  fits('table', 'demo.flares[1]', 1),
  { ...fits('tar', 'demo.v_45s[2016.04.01_TAI/3m][1]', 1), arguments: { method: 'url-tar', protocol: 'fits' } },
  { ...fits('as-is', 'demo.v_45s[2016.04.01_TAI/3m][1]', 4), arguments: { method: 'url', protocol: 'as-is' } },
  { ...fits('pictures', 'demo.v_45s[2016.04.01_TAI/3m][1]', 4), arguments: { method: 'url', protocol: 'jpg' } },
  {
    ...fits('processed', 'demo.v_45s[2016.04.01_TAI/3m][1]', 4),
    arguments: { method: 'url', protocol: 'fits', process: { rebin: { scale: 0.5, method: 'boxcar' } } },
  },
];

function quick(name: string, recordSet: string, files: number): ExportCase {
  return { name, recordSet, arguments: { method: 'url_quick', protocol: 'as-is' }, files };
}

function fits(name: string, recordSet: string, files: number): ExportCase {
  return { name, recordSet, arguments: { method: 'url', protocol: 'fits' }, files };
}

const email = 'demo@example.org';
const emailWithPlus = 'ada+sun@example.org';

/** @param folder for files that may be deleted afterwards */
export async function drmsChecks(python: string, folder: string, say: (line: string) => void): Promise<Outcome> {
  const demo = await startDemoDrms({ settings: { queuedMs: 50, workingMs: 100 } });
  demo.control.register(emailWithPlus);
  const config = configForBase('DEMO', demo.url);
  const client = createDrmsClient({ server: config, email });
  const { tell, outcome } = counting(say);
  try {
    const given = join(folder, 'given.json');
    const results = join(folder, 'results.json');
    const expected = {
      config: config.toRecord(),
      ...(await structuresOf(client)),
      queries: await queriesOf(client),
      ...{ email, emailWithPlus, folder, exports },
    };
    writeFileSync(given, JSON.stringify(expected));
    for (const program of ['series', 'query', 'export'])
      await runProgram(python, [join(root, `scripts/interop/${program}.py`), given, results], tell);
    const sent = exportRequests(demo);
    // Written by export.py, in this form.
    const done = JSON.parse(readFileSync(results, 'utf8')) as PythonExport[];
    for (const one of done) {
      const problems = await differences(client, one);
      if (!sent.includes(exportRequests(demo).at(-1) ?? '')) problems.push('the requests differ');
      tell(`${problems.length === 0 ? 'ok' : 'FAIL'} same export: ${[one.name, ...problems].join('; ')}`);
    }
  } finally {
    await client.close();
    await demo.close();
  }
  return outcome;
}

/** What the Python client made of an export. */
interface PythonExport {
  name: string;
  id: string | null;
  protocol: string;
  rows: [record: string | null, fileName: string, url: string][];
  paths: string[];
}

/** Parameters of the export requests so far, in their order, without regard to spellings of the address. */
function exportRequests(demo: DemoDrmsServer): string[] {
  return demo.control
    .requests()
    .map(({ path }) => new URL(path, demo.url).searchParams)
    .filter((parameters) => parameters.get('op') === 'exp_request')
    .map((parameters) => JSON.stringify([...parameters]));
}

/** The same export by our client: the same number, the same files. */
async function differences(client: DrmsClient, { name, id, rows, paths }: PythonExport): Promise<string[]> {
  const found = exports.find((one) => one.name === name);
  if (found === undefined) return ['nobody asked for it'];
  const request = await client.export({ recordSet: found.recordSet, ...found.arguments });
  if (!(await request.wait({ pollS: 0.1, timeoutS: 20 }))) return ['it took too long'];
  const own = request.files().rows.map(({ record, fileName, url }) => [record, fileName, url]);
  const problems = paths.filter((path) => statSync(path).size === 0).map((path) => `${path} is empty`);
  if (request.id !== id) problems.push(`its number is ${request.id}, not ${id}`);
  if (JSON.stringify(own) !== JSON.stringify(rows))
    problems.push(`its files are ${JSON.stringify(own)}, not ${JSON.stringify(rows)}`);
  return problems;
}
