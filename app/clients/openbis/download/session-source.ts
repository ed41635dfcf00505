import type { FileAnswer, FileSource } from '../../http/download/file-source.ts';
import type { Office } from '../office.ts';
import { failureIn, OpenbisError, withoutTokens } from '../openbis-error.ts';

/** Of a page that tells why there is no file. */
const pageBytes = 64 * 1024;

/**
 * Files of data sets by plain addresses (protocol 7.2). The token is added when a request is sent, so that no list and
 * no journal on the disk holds it; what the server tells in a page with status 200 gets the status it should have had.
 */
export function createSessionSource(office: Office, plain: FileSource): FileSource {
  async function getWith(
    token: string,
    ...[url, headers, connections, signal]: Parameters<FileSource['get']>
  ): Promise<FileAnswer> {
    const address = new URL(url);
    address.searchParams.set('sessionID', token);
    const answer = await plain.get(address.href, headers, connections, signal);
    const isPage = /^text\/html/i.test(answer.headers['content-type'] ?? '');
    if (answer.status !== 200 || !isPage || answer.headers['content-disposition'] !== undefined) return answer;
    const told = await wordsOf(answer);
    const failure = failureIn(told);
    if (failure === 'session-expired')
      throw new OpenbisError('auth-required', `The session at ${office.site.name} has ended.`, failure, null, {
        remedy: 'Log in again.',
        source: office.site.name,
      });
    return { ...answer, status: failure === 'not-found' || /does not exist/.test(told) ? 404 : 403 };
  }

  return {
    get: (url, headers, connections, signal) =>
      office.session.run((token) => getWith(token, url, headers, connections, signal), { signal }),
    close: () => plain.close(),
  };
}

async function wordsOf(answer: FileAnswer): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= pageBytes) break;
  }
  answer.abandon();
  return withoutTokens(
    Buffer.concat(pieces)
      .toString()
      .replace(/<[^>]*>/g, ' '),
  );
}

/** @param base of the data store; each part of the path is escaped by itself, as proxies want it */
export function fileAddress(base: string, permId: string, path: string): string {
  const parts = [permId, ...path.split('/')].map(encodeURIComponent);
  return `${base}/datastore_server/${parts.join('/')}`;
}
