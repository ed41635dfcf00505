import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drmsChecks } from './interop/drms-checks.ts';
import { preparePython } from './interop/python.ts';

/** The reference client in Python, unpatched, against the demo server; its values against those of our client. */
const python = preparePython((line) => console.error(line));
if ('skipped' in python) {
  console.log(`skipped: ${python.skipped}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-interop-'));
  try {
    const { passed, failed } = await drmsChecks(python.program, folder, (line) => console.log(line));
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
