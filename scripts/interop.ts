import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drmsChecks } from './interop/drms-checks.ts';
import { fitsChecks } from './interop/fits-checks.ts';
import { openbisChecks } from './interop/openbis-checks.ts';
import { preparePython } from './interop/python.ts';
import type { Outcome } from './interop/run-program.ts';
import { tableChecks } from './interop/table-checks.ts';

/** The reference clients in Python, unpatched, against the demo servers; values of DRMS also against those of our client. */
const say = (line: string): void => console.log(line);
const comparisons: { name: string; packages: string[]; run: typeof drmsChecks }[] = [
  // drms 0.9 reads hexadecimal numbers with pandas 2 only.
  { name: 'drms', packages: ['drms', 'pandas<3', 'astropy'], run: drmsChecks },
  { name: 'drms', packages: ['drms', 'pandas<3', 'astropy'], run: fitsChecks },
  { name: 'sunpy', packages: ['sunpy[net]', 'drms', 'pandas<3', 'astropy', 'pyarrow'], run: tableChecks },
  // The one in use, and the next.
  { name: 'pybis-1.37.5', packages: ['pybis==1.37.5'], run: openbisChecks },
  { name: 'pybis-7.0.0rc6', packages: ['pybis==7.0.0rc6'], run: openbisChecks },
];

const total: Outcome = { passed: 0, failed: 0 };
const skipped: string[] = [];
for (const { name, packages, run } of comparisons) {
  const python = preparePython(name, packages, (line) => console.error(line));
  if ('skipped' in python) {
    skipped.push(`skipped ${name}: ${python.skipped}`);
    continue;
  }
  const folder = mkdtempSync(join(tmpdir(), 'quarry-interop-'));
  try {
    say(`— ${name}`);
    const { passed, failed } = await run(python.program, folder, say);
    total.passed += passed;
    total.failed += failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
for (const line of skipped) say(line);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
