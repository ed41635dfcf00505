/** What the hosts put for `nonceMark` into the page, anew for each answer. */
export const nonceMark = '__QUARRY_NONCE__';

export interface PagePolicyOptions {
  /** Allows the style elements of the interface's libraries. */
  nonce: string;
  /** Where the page may send requests besides its own origin, e.g. `ws://127.0.0.1:4711`. */
  connect?: readonly string[];
}

/** The content security policy under which the page runs on every host. */
export function pagePolicy({ nonce, connect = [] }: PagePolicyOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types quarry dompurify default',
  ].join('; ');
}

/** For answers that are no page: nothing in them is ever run, wherever they are opened. */
export const filePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
