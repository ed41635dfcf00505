import { doubleQuote } from '../clients/juliabase/double-quote.ts';
import type { CodeSubject } from '../contract/code.ts';
import type { Handlers } from '../contract/contract.ts';
import { type LabSubject, labCode } from '../domain/code/lab-code.ts';
import { type OpenbisSubject, openbisCode } from '../domain/code/openbis-code.ts';
import type { ConnectionRecords } from './service-context.ts';

/** What is looked at in Quarry, for notebooks and scripts. */
export function createCodeHandlers(connections: Pick<ConnectionRecords, 'get'>): Pick<Handlers, 'code.view'> {
  return {
    'code.view': async ({ subject }) => {
      const { name: connection, url, user, verifyCertificates } = await connections.get(subject.connectionId);
      const codes = isOpenbis(subject)
        ? openbisCode({ connection, url, user: user === '' ? null : user, verifyCertificates }, subject)
        : labCode({ connection, url, user, path: labPath(subject) }, subject);
      return Object.entries(codes).map(([language, code]) => ({
        // The languages are the keys of what was written.
        language: language as 'quarry' | 'library' | 'pybis' | 'jb_remote' | 'curl',
        ...code,
      }));
    },
  };
}

function isOpenbis(subject: CodeSubject): subject is CodeSubject & OpenbisSubject {
  return subject.kind.startsWith('openbis-');
}

/** The names of the members, of the rows that are ticked (section 4.3). */
const memberNames = '__-column_groups=sample&__-columns=0&__old_data-column_groups=sample&__old_data-columns=0';

/** Where the server has JSON of it (protocol document, section 3); its searches and figures are pages only. */
function labPath(subject: LabSubject): string | null {
  switch (subject.kind) {
    case 'sample':
      return `samples/${doubleQuote(subject.name)}`;
    case 'series':
      return `sample_series/${doubleQuote(subject.name)}/export/?${memberNames}`;
    case 'result':
      return `results/${subject.id}`;
    default:
      return null;
  }
}
