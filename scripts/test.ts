import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';
import { addCounts, type Counts, countsLine, noCounts, playwrightCounts, vitestCounts } from './test/counts.ts';
import { playwrightArguments, prepareEndToEnd } from './test/end-to-end.ts';
import { runSideBySide } from './test/side-by-side.ts';

/** Everything that `npm test` runs; goes on after a failure and tells all of them at the end. */
const say = (line: string): void => console.error(line);
/** With the full counts, and all specs. */
const isNightly = process.argv.includes('--nightly');
if (isNightly) process.env.QUARRY_NIGHTLY = '1';
const reports = mkdtempSync(join(tmpdir(), 'quarry-reports-'));
const broken: string[] = [];
let counts: Counts = noCounts;

const projects = ['renderer', 'node', 'neutral', 'main', 'preload', 'e2e'];
const checks = [
  // The longest ones first.
  ...projects.map((project) => ({
    what: `types of ${project}`,
    program: 'tsc',
    args: ['-p', `tsconfig.${project}.json`],
  })),
  { what: 'unused code', program: 'knip', args: ['--no-progress'] },
  { what: 'format and lint', program: 'biome', args: ['check', '.'] },
  { what: 'import rules', program: 'node', args: ['scripts/check-layers.ts'] },
];
const failed = await runSideBySide(checks, {
  lanes: Math.min(4, availableParallelism()),
  onEnd: ({ what }, { output }) => say(`── ${what}\n${output}`.trimEnd()),
});
broken.push(...failed);
runTests(
  'unit and contract tests',
  'vitest',
  ['run', '--reporter=default', '--reporter=json'],
  vitestCounts,
  (file) => [`--outputFile.json=${file}`],
);
if (isNightly) check('safeguards that tests notice', 'node', ['scripts/mutation.ts']);
for (const project of await prepareEndToEnd(['web', 'desktop'], say)) {
  const args = [...playwrightArguments(project), ...partOf(project), '--reporter=line,json'];
  runTests(`end-to-end ${project}`, 'playwright', args, playwrightCounts, () => []);
}

rmSync(reports, { recursive: true, force: true });
if (broken.length > 0) say(`Failed: ${broken.join(', ')}`);
// What is no test of a runner counts as one failure, so that the last line never looks better than it is.
console.log(countsLine({ ...counts, failed: Math.max(counts.failed, broken.length) }));
process.exitCode = broken.length === 0 && counts.failed === 0 ? 0 : 1;

/**
 * With every change the long stories and the second colours are left out, and on the desktop all that a browser shows as
 * well; the nightly set has them.
 */
function partOf(project: string): string[] {
  if (isNightly) return [];
  const smoke = project === 'web' ? [] : ['--grep', '@smoke'];
  return [...smoke, '--grep-invert', '@long|in dark colours'];
}

function check(what: string, program: string, args: string[]): void {
  say(`── ${what}`);
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) broken.push(what);
}

function runTests(
  what: string,
  program: string,
  args: string[],
  read: (report: string) => Counts,
  outputArguments: (file: string) => string[],
): void {
  const file = join(reports, `${what.replaceAll(' ', '-')}.json`);
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = file;
  check(what, program, [...args, ...outputArguments(file)]);
  try {
    counts = addCounts(counts, read(readFileSync(file, 'utf8')));
  } catch {
    if (!broken.includes(what)) broken.push(what);
  }
}
