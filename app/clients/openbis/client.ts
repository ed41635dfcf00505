import { labServerLimits } from '../http/limits.ts';
import { systemClock } from '../http/system-clock.ts';
import { siteOf } from './address.ts';
import type { OpenbisClient, OpenbisOptions, SessionArea } from './api.ts';
import { createBrowse } from './browse.ts';
import { createDataSets, createTypes } from './data-sets.ts';
import { fieldsOf, flagOf, isFields, textOf } from './fields.ts';
import { createOffice, type Office } from './office.ts';
import { notUnderstood } from './reader.ts';
import { createSession } from './session.ts';
import { createTokens } from './tokens.ts';
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
  const wire = createWire({
    site,
    trust: {
      verify: options.verifyCertificates !== false,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.pinnedFingerprint === undefined ? {} : { pinnedFingerprint: options.pinnedFingerprint }),
    },
    proxy: options.proxy,
    limits: { ...openbisLimits, ...options.limits },
    clock,
    log: options.log,
    observer: options.observer,
  });
  const office = createOffice(wire, createSession(wire, options.login, clock), options.dataStoreUrl);

  return {
    name: site.name,
    url: site.origin,
    session: sessionArea(office),
    tokens: createTokens(office, () => clock.nowMs()),
    ...createBrowse(office),
    dataSets: createDataSets(office),
    types: createTypes(office),
    serverFacts: (call) => office.facts(call),
    async probe({ signal } = {}) {
      const at = { place: `The address ${site.origin}`, source: site.name };
      const call = { base: site.origin, service: applicationServer, params: [], at, signal };
      const answer = await wire.ask({ ...call, method: 'getServerPublicInformation' });
      if (!isFields(answer)) throw notUnderstood(at, 'information about itself');
    },
    close: () => wire.close(),
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
