import net from 'node:net';
import tls from 'node:tls';
import type { buildConnector } from 'undici';

export interface TlsTrust {
  /** Further authorities as PEM text, beside those of Node and of the system. */
  ca?: string;
  /** SHA-256 of the only certificate that is accepted, as hex. */
  pinnedFingerprint?: string;
  /** False: any certificate is accepted, as the user has decided for this one server. A pin counts nevertheless. */
  verify?: boolean;
}

class PinMismatchError extends Error {
  readonly code = 'QUARRY_PIN_MISMATCH';
}

/**
 * Opens connections for undici. `onRawSocket` gets the TCP socket below TLS: only resetting that one makes sure that
 * no buffered byte arrives later.
 */
export function createConnector(
  trust: TlsTrust,
  connectTimeoutMs: number,
  onRawSocket?: (socket: net.Socket) => void,
): buildConnector.connector {
  return (options, callback) => {
    const secure = options.protocol === 'https:';
    const raw = net.connect({
      host: options.hostname.replace(/^\[|\]$/g, ''),
      port: Number(options.port || (secure ? 443 : 80)),
      noDelay: true,
    });
    onRawSocket?.(raw);
    const socket = secure ? secureSocket(raw, options.servername ?? options.hostname, trust) : raw;
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('connect time-out'), { code: 'ETIMEDOUT' })),
      connectTimeoutMs,
    );
    const settle = (error: Error | null): void => {
      clearTimeout(timer);
      socket.off('error', settle);
      if (error === null) callback(null, socket);
      else {
        // TLS tells the failure of the socket below a second time; unheard, it would end the process.
        socket.on('error', () => undefined);
        callback(error, null);
      }
    };
    if (secure) raw.on('error', (error) => socket.destroy(error));
    socket.once('error', settle);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      const mismatch = pinMismatch(socket, trust.pinnedFingerprint);
      if (mismatch !== undefined) socket.destroy(mismatch);
      else settle(null);
    });
  };
}

function secureSocket(raw: net.Socket, host: string, trust: TlsTrust): tls.TLSSocket {
  return tls.connect({
    socket: raw,
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    host,
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    ca: trustedAuthorities(trust.ca),
    // A pinned certificate needs no authority: pinMismatch() compares it before the first byte of a request is sent.
    rejectUnauthorized: trust.pinnedFingerprint === undefined && trust.verify !== false,
  });
}

function pinMismatch(socket: net.Socket, pinnedFingerprint: string | undefined): Error | undefined {
  if (pinnedFingerprint === undefined || !(socket instanceof tls.TLSSocket)) return undefined;
  const presented = plainHex(socket.getPeerCertificate().fingerprint256 ?? '');
  return presented === plainHex(pinnedFingerprint)
    ? undefined
    : new PinMismatchError('certificate is not the pinned one');
}

function plainHex(fingerprint: string): string {
  return fingerprint.toLowerCase().replace(/[^0-9a-f]/g, '');
}

/** All authorities that may vouch for a server, as PEM text. */
export function trustedAuthorities(own: string | undefined): string[] {
  const known = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  return own === undefined ? known : [...known, own];
}
