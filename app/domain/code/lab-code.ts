import { pythonText } from './python.ts';
import { shellLines, shellText } from './shell.ts';
import { type Code, none, whole } from './text.ts';
import { typescriptObject, typescriptText } from './typescript.ts';

export const labLanguages = ['quarry', 'library', 'jb_remote', 'curl'] as const;
export type LabLanguage = (typeof labLanguages)[number];

/** What is looked at on a JuliaBase server. */
export type LabSubject =
  | { kind: 'sample'; name: string }
  | { kind: 'samples'; text: string }
  | { kind: 'series'; name: string }
  | { kind: 'result'; id: number }
  | {
      kind: 'conductivity';
      series: string | null;
      view: 'linear' | 'arrhenius';
      /** In 1/K, of 1000/T; null: as Quarry proposes. */
      fitRange: { minInverseKelvin: number; maxInverseKelvin: number } | null;
    };

export interface LabServer {
  /** Name of the connection. */
  connection: string;
  url: string;
  user: string;
  /** Where the server has JSON of the subject, relative to its address; null if it has none. */
  path: string | null;
}

/** Where the texts take the password from. */
export const labPassword = 'JULIABASE_PASSWORD';

/** The same answer by other means. */
export function labCode(server: LabServer, subject: LabSubject): Record<LabLanguage, Code> {
  return {
    quarry: quarry(server, subject),
    library: library(server, subject),
    jb_remote: remote(server, subject),
    curl: curl(server, subject),
  };
}

function quarry({ connection }: LabServer, subject: LabSubject): Code {
  const from = `--connection ${shellText(connection)}`;
  switch (subject.kind) {
    case 'sample':
      return whole(`quarry jb sample ${shellText(subject.name)} ${from}`);
    case 'samples':
      return whole(`quarry jb samples ${shellText(subject.text)} ${from}`);
    case 'series':
      return whole(`quarry jb series ${shellText(subject.name)} ${from}`);
    case 'result':
      return whole(`quarry jb results --id ${subject.id} ${from}`);
    case 'conductivity': {
      const { series, view, fitRange } = subject;
      if (series === null) return none('By command there are figures of sample series only.');
      const range = view === 'arrhenius' ? fitRange : null;
      return whole(
        shellLines([
          `quarry figure conductivity --series ${shellText(series)} ${from}`,
          ...(view === 'arrhenius' ? ['--arrhenius'] : []),
          ...(range === null ? [] : [`--fit-min ${range.minInverseKelvin} --fit-max ${range.maxInverseKelvin}`]),
          '--out conductivity.pdf',
        ]),
      );
    }
    default:
      return subject satisfies never;
  }
}

function library({ url, user }: LabServer, subject: LabSubject): Code {
  if (subject.kind === 'conductivity') return none('The library reads the samples; figures are drawn by command.');
  const options = typescriptObject({ url, user }).replace(/ }$/, `, password: process.env.${labPassword} ?? '' }`);
  return whole(
    [
      "import { connect } from 'quarry/juliabase';",
      '',
      `// The password is in ${labPassword}.`,
      `const lab = await connect(${options});`,
      `console.log(${libraryCall(subject)});`,
      'await lab.close();',
    ].join('\n'),
  );
}

function libraryCall(subject: Exclude<LabSubject, { kind: 'conductivity' }>): string {
  switch (subject.kind) {
    case 'sample':
      return `await lab.samples.get(${typescriptText(subject.name)})`;
    case 'samples':
      return `await lab.samples.search(${typescriptObject({ namePattern: subject.text })})`;
    case 'series':
      return `await lab.series.get(${typescriptText(subject.name)})`;
    case 'result':
      return `await lab.results.get(${subject.id})`;
    default:
      return subject satisfies never;
  }
}

/** An address with more is too long for some servers. */
const mostRows = 150;
const ticking = `# The first ${mostRows} members: the server wants each row ticked.`;

/** JuliaBase's own Python package, which has no class for everything but opens every address. */
function remote({ url, user, path }: LabServer, subject: LabSubject): Code {
  if (path === null) return none('The server has pages of this, and no JSON.');
  return whole(
    [
      '# jb_remote is in the folder remote_client of JuliaBase, which has to be on PYTHONPATH.',
      'import json',
      'import os',
      '',
      'from jb_remote import connection, login, logout, settings',
      '',
      `settings.ROOT_URL = ${pythonText(url.replace(/\/*$/, '/'))}`,
      `login(${pythonText(user)}, os.environ["${labPassword}"])`,
      'try:',
      ...(subject.kind === 'series'
        ? [`    ${ticking}`, `    rows = "".join(f"&{row}__-active=on" for row in range(1, ${mostRows + 1}))`]
        : []),
      `    answer = connection.open(${pythonText(path)}${subject.kind === 'series' ? ' + rows' : ''})`,
      '    print(json.dumps(answer, indent=2, ensure_ascii=False))',
      'finally:',
      '    logout()',
    ].join('\n'),
  );
}

/** Log in as programs do: a token first, then name and password, then the question with the cookies. */
function curl({ url, user, path }: LabServer, subject: LabSubject): Code {
  if (path === null) return none('The server has pages of this, and no JSON.');
  return whole(
    [
      `# The password is in ${labPassword}.`,
      `lab=${shellText(url.replace(/\/+$/, ''))}`,
      'cookies=$(mktemp)',
      'curl -fsS -o /dev/null -c "$cookies" "$lab/login_remote_client"',
      'token=$(awk \'$6 == "csrftoken" { print $7 }\' "$cookies")',
      shellLines([
        `printf %s "$${labPassword}" | curl -fsS -o /dev/null -b "$cookies" -c "$cookies"`,
        '-H "X-CSRFToken: $token" -H "Referer: $lab/"',
        `--data-urlencode ${shellText(`username=${user}`)} --data-urlencode password@-`,
        '"$lab/login_remote_client"',
      ]),
      ...(subject.kind === 'series' ? [ticking, `rows=$(seq -f '&%g__-active=on' -s '' 1 ${mostRows})`] : []),
      `curl -fsS -b "$cookies" -H 'Accept: application/json' "$lab/"${shellText(path)}${subject.kind === 'series' ? '"$rows"' : ''}`,
      'rm -f "$cookies"',
    ].join('\n'),
  );
}
