import { isAppError } from '../../contract/app-error.ts';
import type { CallOptions, PrimaryKeys, UserInfo, UsersArea } from './api.ts';
import { quote } from './double-quote.ts';
import { parsePermissions } from './parse.ts';
import type { Wire } from './wire.ts';

export interface UsersAreaWithReset extends UsersArea {
  /** Forgets what was loaded. */
  refresh(): void;
}

export function createUsers(wire: Wire, keys: PrimaryKeys): UsersAreaWithReset {
  const known = new Map<string, UserInfo>();
  let admin: boolean | undefined;

  async function get(login: string, options?: CallOptions): Promise<UserInfo> {
    const cached = known.get(login);
    if (cached !== undefined) return cached;
    const path = `topics_and_permissions/${quote(login)}`;
    const [answer, id] = await Promise.all([wire.json(path, options), keys.find('users', login, options)]);
    const [topicIds, managedTopicIds, permissions] = parsePermissions(answer, wire.placeOf(path));
    const info: UserInfo = { login, id: id ?? null, topicIds, managedTopicIds, permissions };
    known.set(login, info);
    return info;
  }

  const may = async (login: string, permission: string, options?: CallOptions): Promise<boolean> =>
    (await get(login, options)).permissions.includes(permission);

  return {
    get,
    may,
    mayUse: async (login, { permission }, options) => permission === undefined || may(login, permission, options),
    async isAdmin(options) {
      admin ??= await keys.availableItems('ExternalOperator', options).then(
        () => true,
        // Only administrators get as far as learning that a class is unknown.
        (error: unknown) => {
          if (isAppError(error, 'forbidden')) return false;
          if (isAppError(error, 'not-found')) return true;
          throw error;
        },
      );
      return admin;
    },
    refresh() {
      known.clear();
      admin = undefined;
    },
  };
}
