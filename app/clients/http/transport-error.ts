import { AppError, type AppErrorOptions, type ErrorCode } from '../../contract/app-error.ts';

/**
 * How far a request had come when it failed. 'connecting': nothing of it has left. 'sending': its last byte was never
 * handed to the operating system. 'sent': the server may have received all of it.
 */
export type TransportStage = 'connecting' | 'sending' | 'sent';

/** A request without a usable answer. */
export class TransportError extends AppError {
  readonly stage: TransportStage;

  constructor(code: ErrorCode, message: string, stage: TransportStage, options: AppErrorOptions = {}) {
    super(code, message, { ...options, details: { ...options.details, stage } });
    this.stage = stage;
  }
}

const tlsFailures: Record<string, { what: string; remedy: string }> = {
  CERT_HAS_EXPIRED: {
    what: 'its certificate has expired',
    remedy: 'Ask the administrator of the server to renew it, and check the clock of this computer.',
  },
  CERT_NOT_YET_VALID: { what: 'its certificate is not valid yet', remedy: 'Check the clock of this computer.' },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    what: 'its certificate is self-signed',
    remedy: "Enter the certificate's fingerprint in the connection if you know it from the administrator.",
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    what: 'its certificate comes from an unknown authority',
    remedy: "Add your institute's CA file to the connection.",
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    what: 'its certificate comes from an unknown authority',
    remedy: "Add your institute's CA file to the connection.",
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    what: 'its certificate comes from an unknown authority',
    remedy: "Add your institute's CA file to the connection.",
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: 'its certificate belongs to another host name',
    remedy: 'Check the address of the connection.',
  },
  QUARRY_PIN_MISMATCH: {
    what: 'its certificate is not the one whose fingerprint was entered',
    remedy: 'Ask the administrator for the new fingerprint; until then nothing is sent.',
  },
};

const protocolFailure = {
  what: 'it does not speak a secure protocol that Quarry accepts',
  remedy: 'Check whether the address should begin with http:// and which TLS version the server offers.',
};

/** The failure of a request to `host` as a TransportError; the cause stays attached, no secret is in the message. */
export function toTransportError(error: unknown, host: string, stage: TransportStage): AppError {
  if (error instanceof AppError) return error;
  const code = errorCodeOf(error);
  const tls = tlsFailures[code] ?? (/^(ERR_SSL_|EPROTO$)/.test(code) ? protocolFailure : undefined);
  if (tls !== undefined) {
    return new TransportError('network', `The secure connection to ${host} was refused: ${tls.what}.`, stage, {
      remedy: tls.remedy,
      retryable: false,
      details: { reason: 'tls', tls: code },
      cause: error,
    });
  }
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return timeoutError(host, stage, error);
  const dns = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  const refused = code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH';
  const what = dns
    ? `The host ${host} is not known`
    : refused
      ? `${host} does not accept connections`
      : `The connection to ${host} broke off`;
  return new TransportError('network', `${what}.`, stage, {
    remedy: dns
      ? 'Check the address and your network connection.'
      : 'Check whether the server is running and your network reaches it.',
    details: { reason: code === '' ? 'unknown' : code },
    cause: error,
  });
}

export function timeoutError(host: string, stage: TransportStage, cause?: unknown): TransportError {
  return new TransportError('timeout', `${host} did not answer in time.`, stage, {
    remedy: 'Try again later, or ask the administrator whether the server is overloaded.',
    cause,
  });
}

export function cancelledError(stage: TransportStage, cause?: unknown): TransportError {
  return new TransportError('cancelled', 'The request was cancelled.', stage, { cause });
}

function errorCodeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string' && current.code !== 'UND_ERR_SOCKET') return current.code;
  }
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
