import { AppError } from '../../contract/app-error.ts';

/** What is different from server to server, and what all JuliaBase servers have in common. */
export interface Site {
  /** Scheme, host and port. */
  origin: string;
  /** Path of the root, begins and ends with `/`. */
  rootPath: string;
  /** Name of the connection for messages. */
  name: string;
}

/** A JSON request is one only because of exactly this header; see also `acceptHtml`. */
export const acceptJson = 'application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,text/*;q=0.8,*/*;q=0.7';
export const acceptHtml = 'text/html';

export const siteLimits = {
  /** Most hits of a search. */
  searchCap: 1000,
  /** Form fields or query parameters of one request. */
  fields: 1000,
  /** A stock gunicorn refuses longer request lines. */
  requestLineBytes: 4094,
  titleCharacters: 50,
} as const;

/** The site behind an address as a user enters it. Throws 'invalid-input' for anything but an http(s) root address. */
export function siteOf(address: string, name?: string): Site {
  const url = URL.parse(address.includes('://') ? address : `https://${address}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new AppError('invalid-input', `"${redacted(address)}" is not the address of a JuliaBase server.`, {
      remedy: 'Enter it like https://juliabase.example.org/, without a user name.',
    });
  }
  const rootPath = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return { origin: url.origin, rootPath, name: name ?? url.host };
}

function redacted(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//…@').slice(0, 80);
}

/** Checks an address relative to the root; it must not lead out of the root. */
export function checkedRelativeUrl(relativeUrl: string): string {
  const path = relativeUrl.replace(/[?#].*$/s, '');
  const outside = path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path);
  const climbs = path.split('/').some((piece) => /^(\.|%2e){1,2}$/i.test(piece));
  if (outside || climbs || /[^\x21-\x7e]|[\\#]/.test(relativeUrl)) {
    throw new AppError('invalid-input', `"${relativeUrl.slice(0, 80)}" is not an address below the server's root.`, {
      remedy: 'Use a relative address without leading slash, with special characters quoted.',
    });
  }
  return relativeUrl;
}

/** The target of a redirect as path and query, if it stays on the server and below its root. */
export function redirectTarget(site: Site, requestTarget: string, location: string): string | undefined {
  const url = URL.parse(location, `${site.origin}${requestTarget}`);
  const stays = url !== null && url.origin === site.origin && url.pathname.startsWith(site.rootPath);
  return stays ? `${url.pathname}${url.search}` : undefined;
}
