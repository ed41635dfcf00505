import { AppError } from '../../contract/app-error.ts';
import type { CallOptions, TokensArea } from './api.ts';
import { personalTokenOptions } from './fetch-options.ts';
import { fieldsOf, idText, isFields, numberOf, objectsOf, textOf } from './fields.ts';
import type { PersonalToken } from './model.ts';
import type { Office } from './office.ts';
import { notUnderstood, personName } from './reader.ts';

const tokenIdType = 'as.dto.pat.id.PersonalAccessTokenPermId';

/** Personal access tokens; the server manages them for sessions of a password only. */
export function createTokens(office: Office, nowMs: () => number): TokensArea {
  const { name: source } = office.site;
  const what = 'The personal access tokens';
  const at = { place: `${what} of ${source}`, source };

  async function list(options?: CallOptions): Promise<PersonalToken[]> {
    const search = { '@type': 'as.dto.pat.search.PersonalAccessTokenSearchCriteria' };
    const answer = await office.objects('searchPersonalAccessTokens', [search, personalTokenOptions], what, options);
    if (!isFields(answer) || !Array.isArray(answer.objects)) throw notUnderstood(at, 'list of tokens');
    return objectsOf(answer.objects).flatMap((one) => {
      const permId = idText(one.permId, 'permId') ?? textOf(one.hash);
      const sessionName = textOf(one.sessionName);
      if (permId === null || sessionName === null) return [];
      const [validFromMs, validToMs] = [numberOf(one.validFromDate), numberOf(one.validToDate)];
      return [{ permId, sessionName, owner: personName(one.owner), validFromMs, validToMs }];
    });
  }

  async function create(sessionName: string, options: CallOptions & { days?: number } = {}): Promise<PersonalToken> {
    const facts = await office.facts(options);
    if (!facts.hasPersonalTokens)
      throw new AppError('unsupported', `${source} has personal access tokens switched off.`, {
        remedy: 'Log in with a password, or ask the administrator of the server.',
        source,
      });
    const seconds = Math.min((options.days ?? Number.POSITIVE_INFINITY) * 86_400, facts.longestTokenSeconds);
    const [validFromMs, validToMs] = [nowMs(), nowMs() + seconds * 1000];
    const type = 'as.dto.pat.create.PersonalAccessTokenCreation';
    const creation = { '@type': type, sessionName, validFromDate: validFromMs, validToDate: validToMs };
    const [id] = objectsOf(await sendOnce('createPersonalAccessTokens', [[creation]], options));
    const permId = textOf(fieldsOf(id).permId);
    if (permId === null) throw notUnderstood(at, 'new token');
    return { permId, sessionName, owner: office.session.user(), validFromMs, validToMs };
  }

  /** Changes are sent once: a lost answer is no reason for a second token. */
  function sendOnce(method: string, params: readonly unknown[], { signal }: CallOptions): Promise<unknown> {
    return office.session.run(
      (token) =>
        office.wire.send({
          ...{ base: office.site.origin, service: 'openbis/openbis/rmi-application-server-v3.json', method, signal },
          ...{ params: [token, ...params], at },
        }),
      { signal },
    );
  }

  return {
    list,
    create,
    async getOrCreate(sessionName, options = {}) {
      const facts = await office.facts(options);
      const soonMs = nowMs() + facts.tokenWarningSeconds * 1000;
      const user = office.session.user();
      const usable = (await list(options)).find(
        (one) =>
          one.sessionName === sessionName && (one.owner ?? user) === user && (one.validToMs ?? soonMs + 1) > soonMs,
      );
      return usable ?? create(sessionName, options);
    },
    async delete(permIds, reason, options = {}) {
      const ids = permIds.map((permId) => ({ '@type': tokenIdType, permId }));
      const how = { '@type': 'as.dto.pat.delete.PersonalAccessTokenDeletionOptions', reason };
      await sendOnce('deletePersonalAccessTokens', [ids, how], options);
    },
  };
}
