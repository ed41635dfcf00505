import net from 'node:net';
import tls from 'node:tls';
import { AppError } from '../../contract/app-error.ts';
import { cancelledError, timeoutError, toTransportError } from '../http/transport-error.ts';
import { siteOf } from './address.ts';
import type { CallOptions } from './api.ts';

/** What a server shows of itself, whether or not anybody vouches for it. */
export interface PresentedCertificate {
  /** SHA-256 as hex pairs with colons: to be compared with what the administrator says, then to be pinned. */
  fingerprint: string;
  subject: string;
  issuer: string;
  /** UTC, ISO 8601. */
  validFrom: string;
  validTo: string;
}

const patienceMs = 10_000;

/**
 * Looks at the certificate of a server without trusting it; nothing is sent. For a person who shall decide whether to
 * pin it (`pinnedFingerprint`) after a secure connection was refused.
 * @param address as in OpenbisOptions
 * @throws AppError 'network', 'timeout', 'cancelled'; 'unsupported' for an http address
 * @see protocol document, section 1 (TLS)
 */
export async function presentedCertificate(
  address: string,
  { signal }: CallOptions = {},
): Promise<PresentedCertificate> {
  const { origin } = siteOf(address, { allowHttp: /^\s*http:/i.test(address) });
  const { protocol, hostname, port, host } = new URL(origin);
  if (protocol !== 'https:')
    throw new AppError('unsupported', `${host} is reached over http, where there is no certificate.`, {
      remedy: 'Use an https address.',
    });
  const name = hostname.replace(/^\[|\]$/g, '');
  const socket = tls.connect({
    ...{ host: name, port: Number(port || 443), minVersion: 'TLSv1.2' },
    ...(net.isIP(name) === 0 ? { servername: name } : {}),
    // It is only looked at: the socket is closed before anything is sent.
    rejectUnauthorized: false,
  });
  const abort = (): void => void socket.destroy(cancelledError('connecting', signal?.reason));
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  socket.setTimeout(patienceMs, () => socket.destroy(timeoutError(host, 'connecting')));
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    return describe(socket.getPeerCertificate());
  } catch (error) {
    throw toTransportError(error, host, 'connecting');
  } finally {
    signal?.removeEventListener('abort', abort);
    socket.destroy();
  }
}

function describe(certificate: tls.PeerCertificate): PresentedCertificate {
  const words = (name: tls.Certificate): string =>
    [name.CN, name.O, name.C]
      .flat()
      .filter((part) => part !== undefined && part !== '')
      .join(', ');
  const day = (text: string): string => new Date(text).toISOString();
  return {
    fingerprint: certificate.fingerprint256,
    subject: words(certificate.subject),
    issuer: words(certificate.issuer),
    validFrom: day(certificate.valid_from),
    validTo: day(certificate.valid_to),
  };
}
