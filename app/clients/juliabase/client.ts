import { AppError } from '../../contract/app-error.ts';
import { createHttpClient } from '../http/http-client.ts';
import { labServerLimits } from '../http/limits.ts';
import { SignInDesk } from '../http/session-manager.ts';
import { systemClock } from '../http/system-clock.ts';
import type { CallOptions, JuliaBaseClient, JuliaBaseOptions } from './api.ts';
import { createFormSending } from './form-sending.ts';
import { createMySamples } from './my-samples.ts';
import { createFeed } from './office/feed.ts';
import { createMainMenu } from './office/main-menu.ts';
import { createProcessClassIds } from './office/process-class-ids.ts';
import { createStatus } from './office/status.ts';
import { createTasks } from './office/tasks.ts';
import { createOperators } from './operators.ts';
import { createPrimaryKeys } from './primary-keys.ts';
import { createProbe } from './probe.ts';
import { createProcesses, createProcessesReading } from './processes.ts';
import { formFields } from './requests.ts';
import { createRequiredKeys } from './required-keys.ts';
import { createResultAdding } from './result-add.ts';
import { createResultEditing } from './result-edit.ts';
import { createResultSending } from './result-sending.ts';
import { createResultsReading } from './results-reading.ts';
import { createSampleChanges } from './sample-changes.ts';
import { createSamples } from './samples.ts';
import { createSelection } from './selection.ts';
import { createSeries } from './series.ts';
import { createSeriesChanges } from './series-changes.ts';
import { type Credentials, createSession } from './session.ts';
import { checkedRelativeUrl, siteOf } from './site.ts';
import { createTableSlices } from './table-slices.ts';
import { createTables } from './tables.ts';
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
  const nowMs = (): number => clock.nowMs();
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
  const desk = new SignInDesk({ clock, onNews: options.onSession });
  const credentials: Credentials = {
    ...{ user, desk },
    password: typeof password === 'string' ? async () => password : password,
  };
  const reader = createSession(site, http, credentials);
  const writer = createSession(site, http, credentials);
  const wire = createWire(site, reader, writer, log);
  const keys = createPrimaryKeys(wire);
  const reading = createResultsReading(wire);
  const required = createRequiredKeys(site.name, keys);
  const users = createUsers(wire, keys);
  const samples = createSamples(wire, keys, { result: (id, call) => reading.get(id, call) });
  const slices = createTableSlices(wire);
  const series = createSeries(wire, slices, keys, samples);
  const mySamples = createMySamples({ wire, user, required, journal: options.undoJournal, clock, log });
  const sending = createFormSending(wire, mySamples);
  const operators = createOperators(user, site.name, keys, users);
  const selection = createSelection({ wire, keys, samples, series, mySamples });
  const writing = {
    source: site.name,
    clock,
    reading,
    operators,
    selection,
    sending: createResultSending(site.name, reading, sending),
  };
  const processes = createProcesses({
    wire,
    keys,
    source: site.name,
    nowMs,
    reading: createProcessesReading(wire),
    operators,
    selection,
    sending,
  });
  const seriesChanges = createSeriesChanges({
    user,
    source: site.name,
    required,
    reading: series,
    selection,
    sending,
    nowMs,
  });
  const classIds = createProcessClassIds(wire);
  const sampleChanges = createSampleChanges({
    wire,
    user,
    source: site.name,
    keys,
    required,
    reading: samples,
    sending,
    selection,
    nowMs,
  });

  return {
    user,
    url: `${site.origin}${site.rootPath}`,
    async signIn({ signal } = {}) {
      desk.reopen();
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
    file: async (relativeUrl, call) => wire.bytes(checkedRelativeUrl(relativeUrl), call),
    keys,
    samples: { ...samples, ...sampleChanges },
    series: { ...series, ...seriesChanges },
    processes,
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
    tables: createTables(wire, slices),
    tasks: createTasks({ user, wire, required, selection, sending, classIds }),
    feed: createFeed(wire, user),
    mainMenu: createMainMenu(wire),
    status: createStatus({ wire, classIds, sending, nowMs }),
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
