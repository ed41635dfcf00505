import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { createCertificate, type TestCertificate } from '../../testing/certificates.ts';
import type { TlsTrust } from './connector.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { labServerLimits } from './limits.ts';
import { encodeForm } from './request-body.ts';
import { systemClock } from './system-clock.ts';

const authority = createCertificate({ name: 'Test Authority', authority: true });
const local = { issuer: authority, hostName: '127.0.0.1' };
const good = createCertificate({ ...local, name: 'lab' });
const selfSigned = createCertificate({ name: 'alone', hostName: '127.0.0.1' });

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

interface Lab {
  port: number;
  connections: () => number;
  requests: () => number;
}

async function listen(server: Server | ReturnType<typeof createPlainServer>): Promise<Lab> {
  let connections = 0;
  let requests = 0;
  server.on('connection', () => connections++);
  server.on('request', () => requests++);
  await new Promise<void>((resolve) => (server as net.Server).listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  // A TCP server's address is never a pipe name.
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => connections, requests: () => requests };
}

function serve({ cert, key }: TestCertificate): Promise<Lab> {
  return listen(
    createServer({ cert, key }, (request, response) => request.resume().on('end', () => response.end('ok'))),
  );
}

function client(lab: Lab, trust: TlsTrust, host = '127.0.0.1'): HttpClient {
  const made = createHttpClient({
    origin: `https://${host}:${lab.port}`,
    trust,
    limits: { ...labServerLimits, retryDelayMs: 1 },
    clock: systemClock,
  });
  open.push(made);
  return made;
}

const request = { target: '/', headers: {} };
const post = { ...request, body: encodeForm([['password', 'secret']]) };

describe('a certificate is accepted', () => {
  test.each<[string, TestCertificate, TlsTrust, string]>([
    ['from an authority of the institute', good, { ca: authority.cert }, '127.0.0.1'],
    [
      'for a host name',
      createCertificate({ ...local, name: 'lab', hostName: 'localhost' }),
      { ca: authority.cert },
      'localhost',
    ],
    ['if it is pinned', selfSigned, { pinnedFingerprint: selfSigned.fingerprint }, '127.0.0.1'],
    [
      'if it is pinned in another writing',
      selfSigned,
      { pinnedFingerprint: selfSigned.fingerprint.replaceAll(':', ' ').toLowerCase() },
      '127.0.0.1',
    ],
  ])('%s', async (_, certificate, trust, host) => {
    const lab = await serve(certificate);
    const one = client(lab, trust, host);
    expect((await one.get(request)).status).toBe(200);
    expect((await one.post(post)).status).toBe(200);
  });
});

describe('a certificate is refused, and nothing is sent', () => {
  test.each<[string, TestCertificate, TlsTrust, string, string]>([
    ['from an unknown authority', good, {}, 'unknown authority', 'CA file'],
    ['that is self-signed', selfSigned, { ca: authority.cert }, 'self-signed', 'fingerprint'],
    [
      'that has expired',
      createCertificate({ ...local, name: 'old', validUntil: new Date(Date.now() - 60_000) }),
      { ca: authority.cert },
      'expired',
      'renew',
    ],
    [
      'of another host',
      createCertificate({ ...local, name: 'other', hostName: 'other.example' }),
      { ca: authority.cert },
      'another host name',
      'Check the address',
    ],
    [
      'that is not the pinned one',
      good,
      { pinnedFingerprint: selfSigned.fingerprint },
      'fingerprint',
      'nothing is sent',
    ],
    [
      'that is not the pinned one, though nothing else is verified',
      good,
      { pinnedFingerprint: selfSigned.fingerprint, verify: false },
      'fingerprint',
      'nothing is sent',
    ],
    ['with a pin, from a known authority', good, { ca: authority.cert, pinnedFingerprint: '00' }, 'fingerprint', 'new'],
  ])('%s', async (_, certificate, trust, what, remedy) => {
    const lab = await serve(certificate);
    const one = client(lab, trust);
    const refusal = {
      code: 'network',
      retryable: false,
      message: expect.stringContaining(what),
      remedy: expect.stringContaining(remedy),
    };
    await expect(one.get(request)).rejects.toMatchObject(refusal);
    await expect(one.post(post)).rejects.toMatchObject({ ...refusal, stage: 'connecting' });
    expect(lab.requests()).toBe(0);
    // One each: a refused certificate is no passing trouble.
    expect(lab.connections()).toBe(2);
  });
});

it('says so when the server does not speak TLS', async () => {
  const lab = await listen(createPlainServer());
  await expect(client(lab, {}).post(post)).rejects.toMatchObject({
    stage: 'connecting',
    message: expect.stringContaining('does not speak a secure protocol'),
    remedy: expect.stringContaining('http://'),
  });
  expect(lab.requests()).toBe(0);
});

it('a secure connection that is refused fails once, and ends nothing else', async () => {
  const lab = await serve(good);
  for (const thing of open.splice(0)) await thing.close();
  await expect(client(lab, { ca: authority.cert }).post(post)).rejects.toMatchObject({ code: 'network' });
  // A failure that nobody hears would come now.
  await new Promise((resolve) => setImmediate(resolve));
});
