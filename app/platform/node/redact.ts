const secretKey = /pass(word|wd|phrase)?$|token|cookie|authori[sz]ation|secret|csrf|xsrf|session_?(id|key)|api_?key/i;
const removed = '[removed]';
const deepest = 6;
const longestText = 2000;
const longestList = 50;

/** Fields for the log: secrets are replaced, errors told, long things cut. Never throws, never changes its input. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (depth >= deepest) return '[deeper]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, longestList).map((item) => redact(item, depth + 1));
  return redactFields(value instanceof Error ? errorFields(value) : value, depth);
}

/** Text without passwords and tokens of addresses in it. */
export function redactText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return (
    cut
      // Also where the cut has taken the end of it.
      .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*(@|…$)/gi, `$1${removed}$2`)
      .replaceAll(/([?&#;](?:token|password|sessionid|csrftoken)=)[^\s&#;"']*/gi, `$1${removed}`)
  );
}

export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isSecret(key, value) ? removed : redact(value, depth + 1)]),
  );
}

/** A yes or no about a secret is none: `keepPassword: true`. */
function isSecret(key: string, value: unknown): boolean {
  return secretKey.test(key) && typeof value !== 'boolean' && value !== null && value !== undefined;
}

function errorFields(error: Error): Record<string, unknown> {
  return {
    // Those that it was given: code, details and the like.
    ...error,
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  };
}
