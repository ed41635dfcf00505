import type { DataSet } from '../model/entities.ts';
import { mayRead } from '../present/read-rights.ts';
import type { Desk } from '../rpc/desk.ts';
import { hasCode } from '../store/find.ts';
import { type Exchange, page, type Reply } from '../wire/exchange.ts';
import { Failure } from '../wire/failures.ts';
import { fileListOf, isAvailable } from './file-list.ts';

/** Files by GET: no ranges, no validators, and what fails is a page with status 200. */
export function plainDownload(desk: Desk, exchange: Exchange): Reply {
  try {
    return download(desk, exchange);
  } catch (error) {
    if (error instanceof Failure) return page(error.message);
    throw error;
  }
}

function download({ registry, sessions }: Desk, { path, parameters, fault, nowMs }: Exchange): Reply {
  const { person } = sessions.use(parameters.get('sessionID') ?? '', nowMs);
  // Slashes between the parts may be encoded or not.
  const [code = '', ...segments] = decodePath(path.replace('datastore_server/', '')).split('/');
  const dataSet = registry.dataSets.find(hasCode(code));
  if (dataSet === undefined || !mayRead(person, dataSet)) return page(`Data set '${code}' does not exist.`);
  if (!isAvailable(dataSet)) return page(`Data set '${code}' is not available.`);
  const wanted = segments.filter((one) => one !== '').join('/');
  const file = contentsOf(dataSet)
    .map((content) => content.find(wanted))
    .find((one) => one !== undefined);
  if (file === undefined) return folderPage(dataSet, wanted);
  const name = wanted.replace(/^.*\//, '');
  const size = file.bytes.size - (fault?.name === 'truncated' ? (fault.bytes ?? 1) : 0);
  return {
    status: 200,
    contentType: contentTypes[name.replace(/^.*\./, '').toLowerCase()] ?? 'application/octet-stream',
    headers: { 'content-disposition': `inline; filename="${encodeURI(name).replaceAll('"', '%22')}"` },
    body: { size, read: (start, end) => file.bytes.read(start, end) },
  };
}

function contentsOf({ content, dataSetKind, components }: DataSet): DataSet['content'][] {
  return dataSetKind === 'CONTAINER' ? components.map((one) => one.content) : [content];
}

/** Also what names no file at all is a page. */
function folderPage(dataSet: DataSet, folder: string): Reply {
  const all = fileListOf(dataSet);
  if (!all.some(({ path, directory }) => directory && path === folder))
    return page(`File '${folder}' does not exist in data set '${dataSet.code}'.`);
  const inside = all.filter(({ path }) => path !== '' && path.replace(/\/?[^/]*$/, '') === folder);
  const rows = inside.map(({ path, length }) => `<tr><td>${path}</td><td>${length}</td></tr>`).join('');
  return { ...page(''), body: `<html><body><table>${rows}</table></body></html>` };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  ipynb: 'application/x-ipynb+json',
  png: 'image/png',
  fits: 'application/fits',
};
