import { python, pythonCall, pythonText } from '../code/python.ts';
import { shellLines, shellText } from '../code/shell.ts';
import { type Code, none, whole } from '../code/text.ts';
import { type SunpyQuery, sunpyAttributes } from './code-sunpy.ts';

/** Where a question goes. */
export interface CodeServer {
  /** As in the registry; `jsoc` is what the Python clients ask unless told otherwise. */
  id: string;
  /** Python's client knows it by this id, too. */
  isBuiltIn: boolean;
  /** As the Python client's ServerConfig takes them. */
  entries: Readonly<Record<string, string>>;
}

/** A request as it is sent: the address of the program, and its parameters in order. */
export interface CodeRequest {
  url: string;
  parameters: readonly (readonly [name: string, value: string])[];
}

export interface QueryCode {
  server: CodeServer;
  recordSet: string;
  /** None: the prime keys. */
  keys: readonly string[];
  segments: readonly string[];
  links: readonly string[];
  request: CodeRequest;
  /** The record set in the attributes of SunPy, or why that cannot be. */
  sunpy: SunpyQuery;
}

export interface ExportWish {
  recordSet: string;
  method: string;
  protocol: string;
  process: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  protocolArguments: Readonly<Record<string, string | number>>;
  /** Null: chosen by the program; false: the server's own. */
  fileNameFormat: string | false | null;
}

export interface ExportCode {
  server: CodeServer;
  email: string;
  /** Of each export: what is asked for, how it is sent, and in the attributes of SunPy. */
  exports: readonly { wish: ExportWish; request: CodeRequest; sunpy: SunpyQuery }[];
}

export const codeLanguages = ['quarry', 'drms', 'sunpy', 'curl'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/** The question for keywords of records, in each language. */
export function queryCode(query: QueryCode): Record<CodeLanguage, Code> {
  return {
    quarry: whole(quarryQuery(query)),
    drms: whole(drmsQuery(query)),
    sunpy: query.links.length === 0 ? sunpyQuery(query) : none('SunPy does not ask for links.'),
    curl: whole(curlCommand(query.request, true)),
  };
}

/** The exports, in each language. */
export function exportCode(code: ExportCode): Record<CodeLanguage, Code> {
  return {
    quarry: whole(quarryExport(code)),
    drms: whole(drmsExport(code)),
    sunpy: sunpyExport(code),
    curl: whole(curlExport(code)),
  };
}

function quarryQuery({ server, recordSet, keys, segments, links }: QueryCode): string {
  const list = (option: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${option} ${shellText(names.join(','))}`];
  return shellLines([
    `quarry drms query ${shellText(recordSet)}`,
    `--server ${shellText(server.id)}`,
    ...list('--keys', keys),
    ...list('--segments', segments),
    ...list('--links', links),
    '--csv',
  ]);
}

function quarryExport({ server, email, exports }: ExportCode): string {
  const wishes = exports.map(({ wish }) => wish);
  const command = [
    'quarry drms export',
    `--server ${shellText(server.id)}`,
    `--email ${shellText(email)}`,
    '--to ./files',
  ];
  return `${shellLines([...command, "--queries - <<'END'"])}\n${JSON.stringify(wishes, null, 1)}\nEND`;
}

function clientCall({ id, isBuiltIn, entries }: CodeServer, email: string | null): string {
  const server = isBuiltIn ? (id === 'jsoc' ? null : pythonText(id)) : 'server';
  const call = pythonCall('drms.Client', { server, email: email === null ? null : pythonText(email) });
  if (isBuiltIn) return `client = ${call}`;
  const texts = Object.entries(entries).map(([key, value]) => [key, pythonText(value)]);
  return `server = ${pythonCall('drms.ServerConfig', Object.fromEntries(texts))}\nclient = ${call}`;
}

function drmsQuery({ server, recordSet, keys, segments, links }: QueryCode): string {
  const list = (names: readonly string[]): string | null => (names.length === 0 ? null : python(names));
  const asked = [
    // Without keywords the prime keys stand for them.
    ['keys', true],
    ['segments', segments.length > 0],
    ['links', links.length > 0],
  ].flatMap(([name, isAsked]) => (isAsked === true ? [String(name)] : []));
  const call = pythonCall('client.query', {
    '': pythonText(recordSet),
    key: list(keys),
    seg: list(segments),
    link: list(links),
    pkeys: keys.length === 0 ? 'True' : null,
  });
  return ['import drms', '', clientCall(server, null), `${asked.join(', ')} = ${call}`, 'print(keys)'].join('\n');
}

function drmsExport({ server, email, exports }: ExportCode): string {
  const calls = exports.map(({ wish }) => {
    const { recordSet, method, protocol, process, protocolArguments, fileNameFormat } = wish;
    const some = (values: object): string | null => (Object.keys(values).length === 0 ? null : python(values));
    const call = pythonCall('client.export', {
      '': pythonText(recordSet),
      method: pythonText(method),
      protocol: pythonText(protocol),
      protocol_args: some(protocolArguments),
      process: some(process),
      filename_fmt: fileNameFormat === null ? null : python(fileNameFormat),
    });
    return [`request = ${call}`, 'request.wait()', 'request.download("files")'].join('\n');
  });
  const imports = ['import os', '', 'import drms', ''];
  return [...imports, clientCall(server, email), 'os.makedirs("files", exist_ok=True)', ...calls].join('\n');
}

function sunpyQuery({ server, keys, sunpy }: QueryCode): Code {
  const search = sunpySearch(server, [sunpy], []);
  if (search.text === null) return search;
  const shown = keys.map(pythonText).join(', ');
  return whole(`${search.text}\nprint(result["jsoc"].show(${shown}))`);
}

function sunpyExport({ server, email, exports }: ExportCode): Code {
  for (const { wish } of exports) {
    if (wish.protocol !== 'fits' && wish.protocol !== 'as-is')
      return none(`SunPy does not ask for files of the form ${wish.protocol}.`);
    if (Object.keys(wish.process).length > 0) return none('SunPy has no words for this processing; use drms instead.');
    if (wish.method === 'url-tar') return none('SunPy does not unpack archives; choose single files.');
  }
  const search = sunpySearch(
    server,
    exports.map(({ sunpy }) => sunpy),
    [`a.jsoc.Notify(${pythonText(email)})`, `a.jsoc.Protocol(${pythonText(exports[0]?.wish.protocol ?? 'fits')})`],
  );
  if (search.text === null) return search;
  return whole(`${search.text}\nfiles = Fido.fetch(result, path="files/{file}")`);
}

function sunpySearch(server: CodeServer, queries: readonly SunpyQuery[], more: readonly string[]): Code {
  if (server.id !== 'jsoc') return none('SunPy asks JSOC only.');
  const sets: string[] = [];
  for (const query of queries) {
    const found = sunpyAttributes(query);
    if (found.attributes === null) return none(found.reason);
    const attributes = [...found.attributes, ...more];
    const isOne = queries.length === 1;
    sets.push(isOne ? attributes.join(',\n    ') : `(${attributes.join('\n     & ')})`);
  }
  const search = `    ${sets.join('\n    | ')}`;
  return {
    text: `from sunpy.net import Fido\nfrom sunpy.net import attrs as a\n\nresult = Fido.search(\n${search},\n)`,
    reason: null,
  };
}

function curlCommand({ url, parameters }: CodeRequest, isGet: boolean): string {
  return shellLines([
    `curl --silent --show-error --fail${isGet ? ' --get' : ''} ${shellText(url)}`,
    ...parameters.map(curlParameter),
  ]);
}

/** curl leaves names as they are, and takes one with an equals sign apart. */
function curlParameter([name, value]: readonly [string, string]): string {
  const isPlain = /^[\w.~-]+$/.test(name);
  return isPlain
    ? `--data-urlencode ${shellText(`${name}=${value}`)}`
    : `--data ${shellText(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`)}`;
}

function curlExport({ exports }: ExportCode): string {
  const [first] = exports;
  if (first === undefined) return '';
  const status = {
    url: first.request.url,
    parameters: [
      ['op', 'exp_status'],
      ['format', 'json'],
      ['requestid', 'ID'],
    ] as const,
  };
  return [
    '# Each answer names a requestid.',
    ...exports.map(({ request }) => curlCommand(request, false)),
    '# Asked with it in the place of ID until status is 0, the server names the files below its address.',
    curlCommand(status, true),
  ].join('\n');
}
