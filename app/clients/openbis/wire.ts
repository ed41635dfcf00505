import { AppError } from '../../contract/app-error.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import type { Route } from '../http/dispatchers.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { HttpLimits } from '../http/limits.ts';
import type { RequestObserver } from '../http/observer.ts';
import type { Site } from './address.ts';
import { type CallPlace, requestBody, resultOf } from './envelope.ts';
import { withoutTokens } from './openbis-error.ts';
import { resolveReferences } from './references.ts';

export interface Call {
  /** Below which origin or base, e.g. `https://lab.example:8443`. */
  base: string;
  /** Path of the service. */
  service: Service;
  method: string;
  /** With the session token in front where the method wants it. */
  params: readonly unknown[];
  at: CallPlace;
  signal?: AbortSignal | undefined;
}

export type Service =
  | 'openbis/openbis/rmi-application-server-v3.json'
  | 'openbis/openbis/rmi-query-v1.json'
  | 'datastore_server/rmi-data-store-server-v3.json';

export const applicationServer: Service = 'openbis/openbis/rmi-application-server-v3.json';
export const queryService: Service = 'openbis/openbis/rmi-query-v1.json';
export const dataStoreServer: Service = 'datastore_server/rmi-data-store-server-v3.json';

/** JSON-RPC calls to the services of one connection; answers read, failures named. */
export interface Wire {
  readonly site: Site;
  /** Changes nothing, so that it is repeated after passing troubles. Gives the result, references not resolved. */
  ask(call: Call): Promise<unknown>;
  /** As `ask`, for results that are objects of the server: references resolved. */
  askObjects(call: Call): Promise<unknown>;
  /** Sends once, and waits up to half an hour for the answer. @throws TransportError, whose `stage` tells what may have arrived */
  send(call: Call): Promise<unknown>;
  /** For everything that is no JSON-RPC. */
  http(base: string): HttpClient;
  close(): Promise<void>;
}

export interface WireParts {
  site: Site;
  way: Pick<Route, 'trust' | 'proxy'>;
  limits: HttpLimits;
  clock: Clock;
  log: Log | undefined;
  observer: RequestObserver | undefined;
}

/** Registering a data set moves and checks its files. */
const patienceMs = 30 * 60_000;
const headers = { accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'Quarry' };
const json = 'application/json';

export function createWire(parts: WireParts): Wire {
  const { site, log } = parts;
  const clients = new Map<string, HttpClient>();
  let lastId = 0;

  function clientFor(base: string, isPatient: boolean): HttpClient {
    const { origin } = new URL(base);
    const key = `${isPatient} ${origin}`;
    let client = clients.get(key);
    if (client === undefined) {
      client = createHttpClient({
        origin,
        ...parts.way,
        limits: isPatient ? { ...parts.limits, idleTimeoutMs: patienceMs, retries: 0 } : parts.limits,
        clock: parts.clock,
        observer: parts.observer,
      });
      clients.set(key, client);
    }
    return client;
  }

  function requestOf({ base, service, method, params, signal }: Call) {
    lastId += 1;
    const target = `${new URL(base).pathname.replace(/\/+$/, '')}/${service}`;
    return { target, headers, body: { contentType: json, bytes: requestBody(lastId, method, params) }, signal };
  }

  function read(answer: HttpAnswer, { at, method }: Call): unknown {
    const text = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength).toString('utf8');
    const isJson = /^\s*\{/.test(text.slice(0, 200));
    if (!isJson) throw noAnswer(answer, at);
    return resultOf(text, at, (trace) =>
      log?.debug({ server: site.name, method, trace: withoutTokens(trace) }, 'failure at the server'),
    );
  }

  async function ask(call: Call): Promise<unknown> {
    return read(await clientFor(call.base, false).ask(requestOf(call)), call);
  }

  return {
    site,
    ask,
    async askObjects(call) {
      const { value, unresolved } = resolveReferences(await ask(call));
      if (unresolved.length > 0)
        log?.warn({ server: site.name, method: call.method, unresolved: unresolved.length }, 'references to nothing');
      return value;
    },
    send: async (call) => read(await clientFor(call.base, true).post(requestOf(call)), call),
    http: (base) => clientFor(base, false),
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

/** What came is no JSON-RPC answer, whatever its status. */
function noAnswer({ status, headers: told }: HttpAnswer, { place, source }: CallPlace): AppError {
  if (status === 429 || status >= 500)
    return new AppError(
      status === 429 ? 'rate-limited' : 'remote-failed',
      `${place}: ${source} answered with ${status}.`,
      {
        remedy: 'The server is busy or under maintenance; try again later.',
        source,
        retryable: true,
        details: { httpStatus: status },
      },
    );
  const isMoved = status >= 300 && status < 400;
  const isPage = status === 200 && /^text\/html/i.test(told['content-type'] ?? '');
  const what = isMoved ? 'sends elsewhere' : isPage ? 'shows a web page' : `answered with ${status}, without data`;
  return new AppError('bad-response', `${place}: ${source} ${what} instead of answering as an openBIS server.`, {
    remedy:
      isMoved || isPage
        ? 'Check the address. Where a sign-in page stands before openBIS, create a personal access token there and use it here.'
        : 'Check the address, also its port.',
    source,
    details: { httpStatus: status, contentType: (told['content-type'] ?? '').slice(0, 80) },
  });
}
