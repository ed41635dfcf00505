import type { Route } from '../http/dispatchers.ts';
import { createDownloads } from '../http/download/downloads.ts';
import { createFileSource } from '../http/download/file-source.ts';
import { labServerLimits } from '../http/limits.ts';
import { systemClock } from '../http/system-clock.ts';
import { siteOf } from './address.ts';
import type { OpenbisClient, OpenbisOptions, SessionArea } from './api.ts';
import { createBrowse } from './browse.ts';
import { createDataSets, createTypes } from './data-sets.ts';
import { Downloader } from './download/download.ts';
import { createSessionSource } from './download/session-source.ts';
import { fieldsOf, flagOf, isFields, textOf } from './fields.ts';
import { createOffice, type Office } from './office.ts';
import { notUnderstood } from './reader.ts';
import { createSession } from './session.ts';
import { createTokens } from './tokens.ts';
import { createUpdate } from './upload/update.ts';
import { Uploader } from './upload/upload.ts';
import { applicationServer, createWire } from './wire.ts';

const openbisLimits = {
  ...labServerLimits,
  connectTimeoutMs: 10_000,
  maxBodyBytes: 256 * 1024 * 1024,
  connections: 4,
};

/**
 * A client of one openBIS server. Nothing is sent before the first call.
 * @param options see OpenbisOptions; only `url` is required
 * @returns the client; close it when it is not needed any more
 * @throws AppError 'invalid-input' for an address that is none, or http without `allowHttp`
 * @see protocol document, sections 1 (addresses), 3 (sessions)
 */
export function createOpenbisClient(options: OpenbisOptions): OpenbisClient {
  const site = siteOf(options.url, options);
  const clock = options.clock ?? systemClock;
  const limits = { ...openbisLimits, ...options.limits };
  const way = wayTo(options);
  const wire = createWire({ site, way, limits, clock, log: options.log, observer: options.observer });
  const session = createSession({ wire, login: options.login, clock, onNews: options.onSession });
  const office = createOffice(wire, session, options.dataStoreUrl);
  const dataSets = createDataSets(office);
  const downloads = createDownloads({
    clock,
    userAgent: 'Quarry',
    limitsOf: () => ({ connections: limits.connections, bytesPerSecond: null }),
    ...(options.throttle === undefined ? {} : { throttle: options.throttle }),
    source: createSessionSource(office, createFileSource(limits, 'Quarry', way)),
  });
  const browse = createBrowse(office);
  const types = createTypes(office);
  const checking = { objects: browse.objects, collections: browse.collections, dataSets, types };
  const uploader = new Uploader({ office, clock, checking, dataSets });
  const { log, throttle } = options;
  const downloader = new Downloader({ office, dataSets, downloads, clock, log, throttle });

  return {
    name: site.name,
    url: site.origin,
    session: sessionArea(office),
    tokens: createTokens(office, () => clock.nowMs()),
    ...browse,
    dataSets: {
      ...dataSets,
      download: (permId, wishes) => downloader.download(permId, wishes),
      update: createUpdate({ office, dataSets, types }),
    },
    types,
    uploads: {
      check: (draft, call) => uploader.check(draft, call),
      send: (draft, call) => uploader.send(draft, call),
    },
    serverFacts: (call) => office.facts(call),
    async probe({ signal } = {}) {
      const at = { place: `The address ${site.origin}`, source: site.name };
      const call = { base: site.origin, service: applicationServer, params: [], at, signal };
      const answer = await wire.ask({ ...call, method: 'getServerPublicInformation' });
      if (!isFields(answer)) throw notUnderstood(at, 'information about itself');
    },
    async close() {
      await Promise.all([wire.close(), downloads.close()]);
    },
  };
}

/** How the server is reached and trusted. */
function wayTo(options: OpenbisOptions): Pick<Route, 'trust' | 'proxy'> {
  const { verifyCertificates, ca, pinnedFingerprint, proxy } = options;
  return {
    trust: {
      verify: verifyCertificates !== false,
      ...(ca === undefined ? {} : { ca }),
      ...(pinnedFingerprint === undefined ? {} : { pinnedFingerprint }),
    },
    ...(proxy === undefined ? {} : { proxy }),
  };
}

function sessionArea({ session, site, values }: Office): SessionArea {
  return {
    user: () => session.user(),
    logIn: (login, { signal } = {}) => session.logIn(login, signal),
    logOut: ({ signal } = {}) => session.logOut(signal),
    isActive: ({ signal } = {}) => session.isActive(signal),
    token: ({ signal } = {}) => session.token(signal),
    async information(call) {
      const what = 'The session';
      const facts = fieldsOf(await values('getSessionInformation', [], what, call));
      const user = textOf(facts.userName);
      if (user === null) throw notUnderstood({ place: `${what} at ${site.name}`, source: site.name }, 'user');
      return {
        user,
        isPersonalTokenSession: flagOf(facts.personalAccessTokenSession) ?? false,
        personalTokenSessionName: textOf(facts.personalAccessTokenSessionName),
      };
    },
  };
}
