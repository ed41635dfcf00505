import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';

export interface TestCertificate {
  /** PEM texts, as a TLS server takes them. */
  cert: string;
  key: string;
  /** SHA-256 in the manner of OpenSSL: upper-case pairs with colons. */
  fingerprint: string;
}

export interface CertificateWish {
  /** Who vouches; the certificate itself if absent. */
  issuer?: TestCertificate & { keyObject: KeyObject };
  name: string;
  hostName?: string;
  /** Allowed to vouch for others. */
  authority?: boolean;
  validUntil?: Date;
}

/** Makes certificates for TLS servers of tests, so that none must be kept and none ever expires. */
export function createCertificate(wish: CertificateWish): TestCertificate & { keyObject: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const issuerName = wish.issuer === undefined ? nameOf(wish.name) : subjectOf(wish.issuer.cert);
  const validUntil = wish.validUntil ?? new Date(Date.now() + 86_400_000);
  const validFrom = new Date(Math.min(validUntil.getTime(), Date.now()) - 86_400_000);
  const content = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ed25519,
    issuerName,
    sequence(time(validFrom), time(validUntil)),
    nameOf(wish.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensionsOf(wish))),
  );
  const signature = sign(null, content, wish.issuer?.keyObject ?? privateKey);
  const der = sequence(content, ed25519, element(0x03, Buffer.from([0]), signature));
  const certificate = new X509Certificate(der);
  return {
    cert: certificate.toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: certificate.fingerprint256,
    keyObject: privateKey,
  };
}

function extensionsOf({ authority, hostName }: CertificateWish): Buffer[] {
  const constraints = sequence(...(authority === true ? [element(0x01, Buffer.from([0xff]))] : []));
  const basic = sequence(oid(0x55, 0x1d, 0x13), element(0x01, Buffer.from([0xff])), element(0x04, constraints));
  if (hostName === undefined) return [basic];
  const address = /^\d+(\.\d+){3}$/.test(hostName)
    ? element(0x87, Buffer.from(hostName.split('.').map(Number)))
    : element(0x82, Buffer.from(hostName));
  return [basic, sequence(oid(0x55, 0x1d, 0x11), element(0x04, sequence(address)))];
}

function element(tag: number, ...content: Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  const { length } = inside;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
}

function sequence(...content: Buffer[]): Buffer {
  return element(0x30, ...content);
}

function integer(bytes: Buffer): Buffer {
  return element(0x02, bytes);
}

function oid(...bytes: number[]): Buffer {
  return element(0x06, Buffer.from(bytes));
}

function time(date: Date): Buffer {
  return element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));
}

const ed25519 = sequence(oid(0x2b, 0x65, 0x70));

function nameOf(commonName: string): Buffer {
  const part = sequence(oid(0x55, 0x04, 0x03), element(0x0c, Buffer.from(commonName)));
  return sequence(element(0x31, part));
}

/** Every name made here consists of a common name only. */
function subjectOf(cert: string): Buffer {
  return nameOf(new X509Certificate(cert).subject.replace(/^CN=/, ''));
}
