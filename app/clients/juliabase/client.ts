import { AppError } from '../../contract/app-error.ts';
import { createHttpClient } from '../http/http-client.ts';
import { labServerLimits } from '../http/limits.ts';
import { systemClock } from '../http/system-clock.ts';
import type { CallOptions, JuliaBaseClient, JuliaBaseOptions } from './api.ts';
import { createMySamples } from './my-samples.ts';
import { createOperators } from './operators.ts';
import { createPrimaryKeys } from './primary-keys.ts';
import { createProbe } from './probe.ts';
import { createProcesses } from './processes.ts';
import { formFields } from './requests.ts';
import { createResultAdding } from './result-add.ts';
import { createResultEditing } from './result-edit.ts';
import { createResultSending } from './result-sending.ts';
import { createResultsReading } from './results-reading.ts';
import { createSamples } from './samples.ts';
import { createSelection } from './selection.ts';
import { createSeries } from './series.ts';
import { type Credentials, createSession } from './session.ts';
import { checkedRelativeUrl, siteOf } from './site.ts';
import { createUsers } from './users.ts';
import { createWire } from './wire.ts';

/**
 * A client of one JuliaBase server for one user. Nothing is sent before the first call.
 * @param options see JuliaBaseOptions; only `url`, `user` and `password` are required.
 * @returns the client; close it when it is not needed any more.
 * @throws AppError 'invalid-input' for an address that is none.
 * @see protocol document, section 1 (session), 9 (formats)
 */
export function createJuliaBaseClient(options: JuliaBaseOptions): JuliaBaseClient {
  const site = siteOf(options.mode === 'test' ? (options.testUrl ?? options.url) : options.url, options.name);
  const clock = options.clock ?? systemClock;
  const { log, user } = options;
  const http = createHttpClient({
    origin: site.origin,
    trust: {
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.pinnedFingerprint === undefined ? {} : { pinnedFingerprint: options.pinnedFingerprint }),
    },
    ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    limits: { ...labServerLimits, ...options.limits },
    clock,
    observer: options.observer,
  });
  const { password } = options;
  const credentials: Credentials = { user, password: typeof password === 'string' ? async () => password : password };
  const reader = createSession(site, http, credentials);
  const writer = createSession(site, http, credentials);
  const wire = createWire(site, reader, writer, log);
  const keys = createPrimaryKeys(wire);
  const reading = createResultsReading(wire);
  const users = createUsers(wire, keys);
  const samples = createSamples(wire, keys, { result: (id, call) => reading.get(id, call) });
  const series = createSeries(wire, keys, samples);
  const mySamples = createMySamples({ wire, user, journal: options.undoJournal, clock, log });
  const writing = {
    source: site.name,
    clock,
    reading,
    operators: createOperators(user, site.name, keys, users),
    selection: createSelection({ wire, keys, samples, series, mySamples }),
    sending: createResultSending(wire, reading, mySamples),
  };

  return {
    user,
    url: `${site.origin}${site.rootPath}`,
    async signIn({ signal } = {}) {
      credentials.refusal = undefined;
      keys.refresh();
      users.refresh();
      await reader.signIn(signal);
    },
    async signOut({ signal } = {}) {
      await Promise.all([reader.signOut(signal), writer.signOut(signal)]);
      keys.refresh();
      users.refresh();
    },
    close: () => http.close(),
    probe: createProbe({ site, http, reader, credentials, wire }),
    async open(relativeUrl, data, { responseIsJson = true, signal } = {}) {
      const path = checkedRelativeUrl(relativeUrl);
      const call = signal === undefined ? {} : { signal };
      const fields = data === undefined ? undefined : formFields(data);
      if (!responseIsJson) return wire.text(path, fields, call);
      return fields === undefined ? wire.json(path, call) : wire.post(path, fields, call);
    },
    keys,
    samples,
    series,
    processes: createProcesses(wire),
    results: {
      get: (id, call) => reading.get(id, call),
      image: (id, call) => reading.image(id, call),
      state: (id, call) => reading.state(id, call),
      findByMarker: (marker, call) => reading.findByMarker(marker, call),
      add: createResultAdding(writing),
      edit: createResultEditing(writing),
    },
    mySamples,
    users,
  };
}

/**
 * A client that is signed in already.
 * @throws AppError 'auth-required' for a refused password, 'network', 'timeout', 'bad-response' if it is no JuliaBase server.
 */
export async function connect(options: JuliaBaseOptions & CallOptions): Promise<JuliaBaseClient> {
  const client = createJuliaBaseClient(options);
  try {
    await client.signIn(options);
    return client;
  } catch (error) {
    await client.close();
    throw error instanceof AppError ? error : new AppError('internal', 'Signing in failed.', { cause: error });
  }
}
