import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate } from '../../testing/certificates.ts';
import { createOpenbisClient, type OpenbisOptions, presentedCertificate } from './index.ts';

const own = createCertificate({ name: 'alone', hostName: '127.0.0.1' });
let requests = 0;
let url: string;
const server = createServer({ cert: own.cert, key: own.key }, (request, response) => {
  requests += 1;
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  request.resume().on('end', () => response.end(`{"id":"1","result":{"path":"${pathname}"}}`));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a pipe name.
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function probe(options: Partial<OpenbisOptions>): Promise<void> {
  const client = createOpenbisClient({ url, name: 'lab', ...options });
  try {
    await client.probe();
  } finally {
    await client.close();
  }
}

describe('a certificate that nobody vouches for', () => {
  it('is refused with its cause, and nothing is sent', async () => {
    const before = requests;
    await expect(probe({})).rejects.toMatchObject({
      ...{ code: 'network', retryable: false, message: expect.stringContaining('self-signed') },
      ...{ remedy: expect.stringContaining('fingerprint'), details: { reason: 'tls' } },
    });
    expect(requests).toBe(before);
  });

  it('is shown, so that a person can pin it', async () => {
    const before = requests;
    const shown = await presentedCertificate(url);
    expect(shown).toMatchObject({ fingerprint: own.fingerprint, subject: 'alone', issuer: 'alone' });
    expect(requests).toBe(before);
    await expect(probe({ pinnedFingerprint: shown.fingerprint })).resolves.toBeUndefined();
    await expect(probe({ pinnedFingerprint: 'aa'.repeat(32) })).rejects.toMatchObject({ code: 'network' });
  });

  it('passes for the one connection whose user wants no verification, and for no other', async () => {
    await Promise.all([
      expect(probe({ verifyCertificates: false })).resolves.toBeUndefined(),
      expect(probe({})).rejects.toMatchObject({ code: 'network' }),
    ]);
  });

  it('passes with its own authority', async () => {
    await expect(probe({ ca: own.cert })).resolves.toBeUndefined();
  });
});

it('says that there is none to be seen over http, without a server, or when stopped', async () => {
  await expect(presentedCertificate('http://lab.example')).rejects.toMatchObject({ code: 'unsupported' });
  await expect(presentedCertificate('https://127.0.0.1:1')).rejects.toMatchObject({ code: 'network' });
  await expect(presentedCertificate(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
});
