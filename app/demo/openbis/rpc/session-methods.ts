import type { Person } from '../model/entities.ts';
import { Presenter } from '../present/presenter.ts';
import { isNewerThan } from '../settings.ts';
import { Dto, type Value } from '../wire/dto.ts';
import { InvalidSession } from '../wire/failures.ts';
import { type Input, textOf } from '../wire/input.ts';
import { type Desk, type Methods, signedIn } from './desk.ts';

/** Logging in and out, and what the server says about itself. */
export function sessionMethods(desk: Desk): Methods {
  const { registry, sessions, settings } = desk;
  const personOf = (user: Input, password: Input): Person | undefined =>
    registry.persons.find(
      (one) => one.userId.toLowerCase() === textOf(user)?.toLowerCase() && one.password === textOf(password),
    );
  return {
    login: ([user, password], { nowMs }) => {
      const person = personOf(user, password);
      return person === undefined ? null : sessions.start(person, nowMs);
    },
    loginAs: ([user, password, other], { nowMs }) => {
      const target = registry.persons.find(({ userId }) => userId === textOf(other));
      if (personOf(user, password)?.role !== 'admin' || target === undefined) return null;
      return sessions.start(target, nowMs);
    },
    // No one may look without a name.
    loginAsAnonymousUser: () => null,
    logout: ([token], { nowMs }) => {
      const text = textOf(token) ?? '';
      // Access tokens are not turned into their sessions here.
      if (text.startsWith('$pat-') || sessions.find(text, nowMs) === undefined)
        throw new InvalidSession(`Session token '${text}' is invalid: user is not logged in.`);
      sessions.end(text);
      return null;
    },
    isSessionActive: ([token], { nowMs }) => sessions.find(textOf(token) ?? '', nowMs) !== undefined,
    getSessionInformation: ([token], call) => {
      const session = sessions.find(textOf(token) ?? '', call.nowMs);
      if (session === undefined) return null;
      session.usedMs = call.nowMs;
      const view = { person: session.person, nowMs: call.nowMs, registry };
      const person = new Presenter(view, settings.dedupe).present(session.person, {});
      return new Dto('as.dto.session.SessionInformation', {
        sessionToken: session.token,
        userName: session.person.userId,
        homeGroupCode: 'DEFAULT',
        personalAccessTokenSession: session.sessionName !== null,
        personalAccessTokenSessionName: session.sessionName,
        person,
        creatorPerson: person,
      });
    },
    getServerInformation: signedIn(desk, () => serverInformation(desk)),
    getServerPublicInformation: () => ({
      'authentication-service': 'file-authentication-service',
      'openbis.support.email': 'help@lab.example',
      'archiving-configured': String(settings.archivingConfigured),
    }),
  };
}

/** All values are texts. */
function serverInformation({ settings }: Desk): Record<string, Value> {
  return {
    'api-version': settings.apiVersion,
    'project-samples-enabled': String(settings.projectSamples),
    'archiving-configured': String(settings.archivingConfigured),
    'enabled-technologies': 'eln-lims, dataset-uploader',
    'authentication-service': 'file-authentication-service',
    'openbis-version': settings.openbisVersion,
    'openbis.support.email': 'help@lab.example',
    // Servers without access tokens do not know the keys.
    ...(isNewerThan(settings.apiVersion, '3.5') && {
      'personal-access-tokens-enabled': String(settings.tokensEnabled),
      'personal-access-tokens-max-validity-period': '2592000',
      'personal-access-tokens-validity-warning-period': '432000',
    }),
  };
}
