import type net from 'node:net';
import { Agent, Client, type Dispatcher, ProxyAgent } from 'undici';
import { AppError } from '../../contract/app-error.ts';
import { createConnector, type TlsTrust, trustedAuthorities } from './connector.ts';
import type { HttpLimits } from './limits.ts';

export interface Route {
  /** Scheme, host and port of the server. */
  origin: string;
  trust: TlsTrust;
  /** Address of an HTTP proxy. */
  proxy?: string;
  limits: HttpLimits;
}

/** A stock gunicorn closes idle connections after 5 s; we must be the first to let go. */
const keepAliveMs = 4_000;

/** Shared connections for reading. */
export function createReadDispatcher(route: Route): Dispatcher {
  const timing = { headersTimeout: route.limits.idleTimeoutMs, bodyTimeout: route.limits.idleTimeoutMs };
  if (route.proxy !== undefined) return new ProxyAgent({ ...proxyOptions(route, route.proxy), ...timing });
  return new Agent({
    connect: createConnector(route.trust, route.limits.connectTimeoutMs),
    connections: route.limits.connections,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    ...timing,
  });
}

export interface WriteConnection {
  dispatcher: Dispatcher;
  /** Ends the connection so that no buffered byte can reach the server later. */
  reset(): void;
}

/**
 * A connection for one writing request: a kept one could be closed by the server at the very moment it is used, and
 * nobody could tell whether the request was read. It has no time limits of its own: the caller must reset, not close.
 */
export function createWriteConnection(route: Route, onConnected: () => void): WriteConnection {
  const patience = { headersTimeout: 0, bodyTimeout: 0 };
  if (route.proxy !== undefined) {
    const agent = new ProxyAgent({ ...proxyOptions(route, route.proxy), ...patience });
    // Nobody tells when the connection behind the proxy is there, so that from the first moment it may be.
    onConnected();
    return { dispatcher: agent, reset: () => void agent.destroy() };
  }
  let raw: net.Socket | undefined;
  const connect = createConnector(route.trust, route.limits.connectTimeoutMs, (socket) => {
    raw = socket;
  });
  const client = new Client(route.origin, {
    connect: (options, callback) =>
      connect(options, (...outcome) => {
        if (outcome[0] === null) onConnected();
        callback(...outcome);
      }),
    ...patience,
  });
  return { dispatcher: client, reset: () => void raw?.resetAndDestroy() };
}

function proxyOptions(route: Route, proxy: string): ProxyAgent.Options {
  if (route.trust.pinnedFingerprint !== undefined) {
    throw new AppError('unsupported', 'A pinned certificate cannot be used through a proxy.', {
      remedy: 'Remove the fingerprint or the proxy from the connection, or add a CA file instead.',
    });
  }
  return {
    uri: proxy,
    requestTls: {
      ca: trustedAuthorities(route.trust.ca),
      rejectUnauthorized: route.trust.verify !== false,
      minVersion: 'TLSv1.2',
      timeout: route.limits.connectTimeoutMs,
    },
    allowH2: false,
    connections: route.limits.connections,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
  };
}
