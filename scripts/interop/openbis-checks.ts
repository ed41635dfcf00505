import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoOpenbis, startDemoOpenbis } from '../../app/demo/openbis/index.ts';
import { type OpenbisSubject, openbisCode } from '../../app/domain/code/openbis-code.ts';
import { root } from '../root.ts';
import { counting, type Outcome, runProgram } from './run-program.ts';

/** Plug-in and plain downloads; fast downloads that split names at commas; those that do not. */
const apiVersions = ['3.5', '3.6', '3.7'];

/** @param folder for files that may be deleted afterwards */
export async function openbisChecks(python: string, folder: string, say: (line: string) => void): Promise<Outcome> {
  const { tell, outcome } = counting(say);
  for (const apiVersion of apiVersions) {
    // Data store and application server apart, as they are in large institutes.
    const demo = await startDemoOpenbis({ settings: { apiVersion }, separateDataStore: true });
    try {
      // One chunk comes with other bytes than were sent, as happens on real lines.
      demo.control.setFaults([{ name: 'badpayload', path: 'file-transfer#download$' }]);
      const home = join(folder, apiVersion);
      mkdirSync(home);
      const given = join(home, 'given.json');
      const { url, special } = demo;
      writeFileSync(given, JSON.stringify({ url, special, apiVersion, folder: home, codes: codesOf(demo) }));
      const program = join(root, 'scripts/interop/openbis.py');
      // The client keeps tokens in the home folder, by host without its port.
      const own = { HOME: home, USERPROFILE: home };
      await runProgram(python, [program, given], (line) => tell(line.replace(/^(ok|FAIL) /, `$1 ${apiVersion} `)), own);
    } finally {
      await demo.close();
    }
  }
  return outcome;
}

/** The texts of “Copy as code”, by what they are about. */
function codesOf({ url, special }: DemoOpenbis): Record<string, string | null> {
  const server = { connection: 'Demo', url, user: 'demo', verifyCertificates: true };
  const subjects: readonly OpenbisSubject[] = [
    { kind: 'openbis-object', reference: '/LAB/PROJ/S1' },
    { kind: 'openbis-collection', reference: '/LAB/PROJ/EXP1' },
    { kind: 'openbis-data-set', permId: special.parent },
  ];
  return Object.fromEntries(subjects.map((subject) => [subject.kind, openbisCode(server, subject).pybis.text]));
}
