import { AppError } from '../../contract/app-error.ts';

/** Where a server is and what it is called in messages. */
export interface Site {
  /** Scheme, host and port of the application server. */
  origin: string;
  /** Name of the connection. */
  name: string;
  /** Hosts beside that of the application server which may get the session token. */
  allowedHosts: ReadonlySet<string>;
}

export interface AddressOptions {
  name?: string | undefined;
  /** The user accepts that everything goes over the network readable for all. */
  allowHttp?: boolean | undefined;
  allowedHosts?: readonly string[] | undefined;
}

/**
 * The server behind an address as a user enters or pastes it: a missing scheme is https, paths of openBIS pages go.
 * @throws AppError 'invalid-input' for what is no such address, and for http without `allowHttp` except on loopback
 */
export function siteOf(address: string, options: AddressOptions = {}): Site {
  const text = address.trim();
  const scheme = options.allowHttp === true ? 'http' : 'https';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`);
  const isPage = url !== null && /^\/(?:openbis(?:\/.*)?)?$/.test(url.pathname);
  if (url === null || !isPage || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new AppError('invalid-input', `“${withoutUser(text)}” is not the address of an openBIS server.`, {
      remedy: 'Enter scheme, host and port, such as https://openbis.example.org:8443.',
    });
  }
  if (url.protocol === 'http:' && options.allowHttp !== true && !isLoopback(url.hostname)) {
    throw new AppError('invalid-input', `${url.host} would be reached over http, so that passwords can be read.`, {
      remedy: 'Use https, or allow http for this connection if the network is safe.',
    });
  }
  const allowedHosts = new Set((options.allowedHosts ?? []).map((host) => host.toLowerCase()));
  return { origin: url.origin, name: options.name ?? url.host, allowedHosts };
}

/**
 * An address that the server gives, as one that may get the session token.
 * @param told e.g. the `downloadUrl` of a data store; relative ones belong to the server
 * @returns without slash at its end
 * @throws AppError 'forbidden' for another host that nobody allowed, and for http below an https server
 */
export function trustedAddress(site: Site, told: string): URL {
  const own = new URL(site.origin);
  const url = URL.parse(told.trim().replace(/\/+$/, ''), site.origin);
  const refuse = (why: string): AppError =>
    new AppError('forbidden', `${site.name} sends to ${url?.host || 'an address that is none'}${why}.`, {
      remedy: 'Allow this host in the connection if you know it, or enter the address of the data store yourself.',
      source: site.name,
      details: { told: withoutUser(told) },
    });
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw refuse('');
  if (url.hostname !== own.hostname && !site.allowedHosts.has(url.hostname))
    throw refuse(', another host than its own');
  if (own.protocol === 'https:' && url.protocol !== 'https:') throw refuse(' without https');
  return url;
}

/** Address below which `datastore_server` lies; some servers tell it with that part. */
export function dataStoreBase(site: Site, told: string): string {
  const url = trustedAddress(site, told === '' ? site.origin : told);
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/datastore_server$/, '')}`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function withoutUser(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//…@').slice(0, 120);
}
