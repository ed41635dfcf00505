import { describe, expect, it, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import { cancelledError, timeoutError, toTransportError } from './transport-error.ts';

const withCode = (code: string, cause?: unknown): Error =>
  Object.assign(new Error('secret words', { cause }), { code });

describe('a failed request tells what happened and what can be done', () => {
  test.each<[string, string, boolean, string]>([
    ['ENOTFOUND', 'network', true, 'The host lab is not known.'],
    ['EAI_AGAIN', 'network', true, 'The host lab is not known.'],
    ['ECONNREFUSED', 'network', true, 'lab does not accept connections.'],
    ['EHOSTUNREACH', 'network', true, 'lab does not accept connections.'],
    ['ECONNRESET', 'network', true, 'The connection to lab broke off.'],
    ['EPIPE', 'network', true, 'The connection to lab broke off.'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', true, 'lab did not answer in time.'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', true, 'lab did not answer in time.'],
    ['ETIMEDOUT', 'timeout', true, 'lab did not answer in time.'],
    ['CERT_HAS_EXPIRED', 'network', false, 'The secure connection to lab was refused: its certificate has expired.'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network', false, 'does not speak a secure protocol that Quarry accepts.'],
  ])('%s', (code, expected, retryable, message) => {
    const failure = toTransportError(withCode(code), 'lab', 'sending');
    expect(failure).toMatchObject({ code: expected, retryable, stage: 'sending' });
    expect(failure.message).toContain(message);
    expect(failure.remedy).toMatch(/\.$/);
    expect(JSON.stringify(failure.toData())).not.toContain('secret');
  });

  it('looks behind the general error of the HTTP layer', () => {
    const reset = withCode('UND_ERR_SOCKET', withCode('ECONNREFUSED'));
    expect(toTransportError(reset, 'lab', 'connecting').details).toMatchObject({ reason: 'ECONNREFUSED' });
    expect(toTransportError(withCode('UND_ERR_SOCKET'), 'lab', 'sent').details?.reason).toBe('UND_ERR_SOCKET');
  });

  it('takes whatever was thrown', () => {
    const circle = new Error('round');
    circle.cause = circle;
    for (const thrown of [circle, 'text', undefined, { code: 'ECONNRESET' }])
      expect(toTransportError(thrown, 'lab', 'sent')).toMatchObject({ code: 'network', stage: 'sent' });
  });

  it('leaves a named error as it is', () => {
    const named = new AppError('bad-response', 'too large');
    expect(toTransportError(named, 'lab', 'sent')).toBe(named);
  });
});

test('silence may pass, an abort is no failure', () => {
  expect(timeoutError('lab', 'sent')).toMatchObject({ code: 'timeout', retryable: true, details: { stage: 'sent' } });
  expect(cancelledError('connecting')).toMatchObject({ code: 'cancelled', retryable: false });
});
