import { AppError } from '../contract/app-error.ts';

const timeoutMs = 15_000;
const mostBytes = 64 * 1024;

/**
 * Asks for the feed, and sends nothing but that: no version, no name of this program, no cookie.
 * @throws AppError `invalid-input`, `network`, `timeout`, `bad-response`
 */
export async function fetchFeed(address: string, signal: AbortSignal): Promise<{ text: string; source: string }> {
  const url = feedUrl(address);
  const source = url.host;
  // Loaded late: most runs never look.
  const { request } = await import('undici');
  try {
    const { statusCode, body } = await request(url, {
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      reset: true,
    });
    if (statusCode !== 200) {
      await body.dump();
      throw new AppError('bad-response', `${source} answers ${statusCode} in place of the feed of new versions.`, {
        remedy: 'Look at the address of the feed in the settings.',
        source,
      });
    }
    return { text: await shortText(body, source), source };
  } catch (error) {
    throw error instanceof AppError ? error : transportError(error, source, signal);
  }
}

/** @throws AppError `invalid-input` */
export function feedUrl(address: string): URL {
  const remedy = 'Give an https address in the settings, under “New versions”.';
  if (address.trim() === '')
    throw new AppError('invalid-input', 'There is no address of a feed of new versions.', { remedy });
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  const isLoopback = url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url === undefined || !(url.protocol === 'https:' || isLoopback) || url.username !== '')
    throw new AppError('invalid-input', `${address.trim()} is no https address.`, { remedy });
  return url;
}

async function shortText(body: AsyncIterable<Uint8Array>, source: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > mostBytes)
      throw new AppError('bad-response', `${source} sends more than a feed of new versions can be.`, {
        remedy: 'Look at the address of the feed in the settings.',
        source,
      });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function transportError(cause: unknown, source: string, signal: AbortSignal): AppError {
  if (signal.aborted) return new AppError('cancelled', 'Cancelled.', { cause });
  const isLate = cause instanceof Error && /timeout/i.test(`${cause.name} ${cause.message}`);
  return new AppError(isLate ? 'timeout' : 'network', `${source} does not answer about new versions.`, {
    remedy: 'Look whether this computer is online; everything else works without.',
    source,
    cause,
  });
}
