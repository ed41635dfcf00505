import type { AccessToken } from '../model/entities.ts';
import { Presenter } from '../present/presenter.ts';
import { permId } from '../present/shape.ts';
import { matchOf } from '../search/matches.ts';
import { idText } from '../store/find.ts';
import { newToken } from '../store/sessions.ts';
import type { Value } from '../wire/dto.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, isObject, listOf, numberOf, objectOf } from '../wire/input.ts';
import { searchResult } from './browse-methods.ts';
import { type Desk, type Method, type Methods, requireText, type SignedIn, signedIn } from './desk.ts';

const longestValidityMs = 2_592_000_000;

/** Access tokens, which only a session of its own can manage. */
export function tokenMethods(desk: Desk): Methods {
  const { accessTokens } = desk.registry;
  const managing = (work: (params: readonly Input[], call: SignedIn) => Value): Method =>
    signedIn(desk, (params, call) => {
      if (!desk.settings.tokensEnabled) throw new UserFailure('Personal access tokens are not enabled.');
      if (call.session.sessionName !== null)
        throw new UserFailure('Personal access tokens cannot be used to manage personal access tokens.');
      return work(params, call);
    });
  const own = ({ person }: SignedIn): AccessToken[] =>
    accessTokens.filter(({ owner }) => owner === person || person.role === 'admin');
  return {
    searchPersonalAccessTokens: managing(([criteria, options], call) =>
      searchResult(own(call).filter(matchOf(criteria, call)), options, call, desk.settings.dedupe),
    ),
    getPersonalAccessTokens: managing(([ids, options], call) => {
      const presenter = new Presenter(call, desk.settings.dedupe);
      const texts = listOf(ids).filter(isObject).map(idText);
      const found = own(call).filter((one) => texts.includes(one.permId));
      return Object.fromEntries(found.map((one) => [one.permId, presenter.present(one, options)]));
    }),
    createPersonalAccessTokens: managing(([creations], call) =>
      listOf(creations).map((creation) => {
        const made = readToken(creation, call);
        accessTokens.push(made);
        return permId('as.dto.pat.id.PersonalAccessTokenPermId', made.permId);
      }),
    ),
    deletePersonalAccessTokens: managing(([ids], call) => {
      for (const text of listOf(ids).filter(isObject).map(idText)) {
        const found = own(call).find((one) => one.permId === text);
        if (found !== undefined) accessTokens.splice(accessTokens.indexOf(found), 1);
      }
      return null;
    }),
  };
}

function readToken(input: Input, { person, nowMs }: SignedIn): AccessToken {
  const { sessionName, validFromDate, validToDate } = objectOf(input, 'Creation');
  const validFromMs = numberOf(validFromDate);
  const validToMs = numberOf(validToDate);
  if (validFromMs === undefined) throw new UserFailure('Valid from date cannot be empty.');
  if (validToMs === undefined) throw new UserFailure('Valid to date cannot be empty.');
  if (validToMs < validFromMs) throw new UserFailure('Valid from date cannot be after valid to date.');
  return {
    ...{ kind: 'accessToken', permId: `$pat-${newToken(person, nowMs)}`, owner: person },
    sessionName: requireText(sessionName, 'Session name'),
    // A longer wish is cut without a word.
    ...{ validFromMs, validToMs: Math.min(validToMs, validFromMs + longestValidityMs) },
    ...{ registrationMs: nowMs, accessMs: null },
  };
}
