import { python, pythonCall, pythonText } from './python.ts';
import { shellText } from './shell.ts';
import { type Code, whole } from './text.ts';
import { typescriptObject, typescriptText } from './typescript.ts';

export const openbisLanguages = ['quarry', 'pybis', 'library', 'curl'] as const;
export type OpenbisLanguage = (typeof openbisLanguages)[number];

/** What is looked at on an openBIS server; a reference is an identifier or a permId. */
export type OpenbisSubject =
  | { kind: 'openbis-object' | 'openbis-collection'; reference: string }
  | { kind: 'openbis-data-set'; permId: string };

export interface OpenbisServer {
  connection: string;
  url: string;
  /** Null: a personal access token is used. */
  user: string | null;
  verifyCertificates: boolean;
}

/** Where the texts take the password, or the personal access token, from. */
export const openbisPassword = 'OPENBIS_PASSWORD';
export const openbisToken = 'OPENBIS_TOKEN';

/** The same answer by other means. */
export function openbisCode(server: OpenbisServer, subject: OpenbisSubject): Record<OpenbisLanguage, Code> {
  return {
    quarry: whole(quarry(server, subject)),
    pybis: whole(pybis(server, subject)),
    library: whole(library(server, subject)),
    curl: whole(curl(server, subject)),
  };
}

function quarry({ connection }: OpenbisServer, subject: OpenbisSubject): string {
  const from = `--connection ${shellText(connection)}`;
  switch (subject.kind) {
    case 'openbis-object':
      return `quarry openbis datasets --object ${shellText(subject.reference)} ${from}`;
    case 'openbis-collection':
      return `quarry openbis objects --collection ${shellText(subject.reference)} ${from}`;
    case 'openbis-data-set':
      return [
        `quarry openbis dataset ${shellText(subject.permId)} ${from}`,
        `quarry openbis download ${shellText(subject.permId)} ${from} --to .`,
      ].join('\n');
    default:
      return subject satisfies never;
  }
}

function pybis(server: OpenbisServer, subject: OpenbisSubject): string {
  const { url, user, verifyCertificates } = server;
  const plain = url.startsWith('http:') ? { [allowHttp]: 'True' } : {};
  const open = pythonCall('Openbis', {
    '': pythonText(url),
    verify_certificates: verifyCertificates ? null : python(false),
    ...plain,
  });
  const logIn =
    user === null
      ? `openbis.set_token(os.environ["${openbisToken}"])`
      : `openbis.login(${pythonText(user)}, os.environ["${openbisPassword}"])`;
  return [
    'import os',
    '',
    'from pybis import Openbis',
    '',
    `openbis = ${open}`,
    logIn,
    ...pybisCalls(subject),
    // Ending it would end the session of everyone who uses the token.
    ...(user === null ? [] : ['openbis.logout()']),
  ].join('\n');
}

const allowHttp = 'allow_http_but_do_not_use_this_in_production_and_only_within_safe_networks';

function pybisCalls(subject: OpenbisSubject): string[] {
  switch (subject.kind) {
    case 'openbis-object':
      return [
        `sample = openbis.get_sample(${pythonText(subject.reference)})`,
        'print(sample.props.all())',
        'print(sample.get_datasets())',
      ];
    case 'openbis-collection':
      return [
        `collection = openbis.get_experiment(${pythonText(subject.reference)})`,
        'print(collection.props.all())',
        'print(collection.get_samples())',
      ];
    case 'openbis-data-set':
      return [
        `dataset = openbis.get_dataset(${pythonText(subject.permId)})`,
        'print(dataset.props.all())',
        'print(dataset.file_list)',
        'dataset.download(destination=".")',
      ];
    default:
      return subject satisfies never;
  }
}

function library({ url, user, verifyCertificates }: OpenbisServer, subject: OpenbisSubject): string {
  const login =
    user === null
      ? `{ token: process.env.${openbisToken} ?? '' }`
      : typescriptObject({ user }).replace(/ }$/, `, password: process.env.${openbisPassword} ?? '' }`);
  const verify = verifyCertificates ? '' : ', verifyCertificates: false';
  return [
    "import { createOpenbisClient } from 'quarry/openbis';",
    '',
    `const login = ${login};`,
    `const openbis = createOpenbisClient({ url: ${typescriptText(url)}, login${verify} });`,
    ...libraryCalls(subject),
    'await openbis.close();',
  ].join('\n');
}

function libraryCalls(subject: OpenbisSubject): string[] {
  switch (subject.kind) {
    case 'openbis-object':
      return [
        `console.log(await openbis.objects.find(${typescriptText(subject.reference)}));`,
        `console.log(await openbis.dataSets.search(${typescriptObject({ object: subject.reference })}));`,
      ];
    case 'openbis-collection':
      return [
        `console.log(await openbis.collections.find(${typescriptText(subject.reference)}));`,
        `console.log(await openbis.objects.search(${typescriptObject({ collection: subject.reference })}));`,
      ];
    case 'openbis-data-set':
      return [
        `console.log(await openbis.dataSets.get(${typescriptText(subject.permId)}));`,
        `console.log(await openbis.dataSets.files(${typescriptText(subject.permId)}));`,
      ];
    default:
      return subject satisfies never;
  }
}

function curl({ url, user, verifyCertificates }: OpenbisServer, subject: OpenbisSubject): string {
  const trust = verifyCertificates ? '' : '-k ';
  const call = (method: string, parameters: string): string =>
    `{"jsonrpc": "2.0", "id": "1", "method": "${method}", "params": [${parameters}]}`;
  const send = `curl -fsS ${trust}-H 'Content-Type: application/json' --data @- "$api"`;
  return [
    `api=${shellText(`${url.replace(/\/+$/, '')}/openbis/openbis/rmi-application-server-v3.json`)}`,
    ...(user === null
      ? [`token=$${openbisToken}`]
      : [
          `token=$(printf %s "$${openbisPassword}" | jq -Rsc ${shellText(call('login', `${JSON.stringify(user)}, .`))} |`,
          `  ${send} | jq -r .result)`,
        ]),
    `jq -nc --arg token "$token" ${shellText(call(curlMethod(subject), `$token, ${curlQuestion(subject)}`))} |`,
    `  ${send}`,
  ].join('\n');
}

const curlMethods = {
  'openbis-object': 'getSamples',
  'openbis-collection': 'getExperiments',
  'openbis-data-set': 'getDataSets',
} as const;

function curlMethod({ kind }: OpenbisSubject): string {
  return curlMethods[kind];
}

/** Ids and what is fetched with them, by the types of the server's interface. */
function curlQuestion(subject: OpenbisSubject): string {
  const asked = (kind: 'Sample' | 'Experiment' | 'DataSet', reference: string): string => {
    const folder = `as.dto.${kind.toLowerCase()}`;
    const isPath = reference.startsWith('/');
    const id = isPath
      ? { '@type': `${folder}.id.${kind}Identifier`, identifier: reference }
      : { '@type': `${folder}.id.${kind}PermId`, permId: reference };
    const fetch = {
      '@type': `${folder}.fetchoptions.${kind}FetchOptions`,
      properties: { '@type': 'as.dto.property.fetchoptions.PropertyFetchOptions' },
    };
    return `[${JSON.stringify(id)}], ${JSON.stringify(fetch)}`;
  };
  switch (subject.kind) {
    case 'openbis-object':
      return asked('Sample', subject.reference);
    case 'openbis-collection':
      return asked('Experiment', subject.reference);
    default:
      return asked('DataSet', subject.permId);
  }
}
