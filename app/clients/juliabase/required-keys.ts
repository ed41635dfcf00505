import { AppError } from '../../contract/app-error.ts';
import type { Pk } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys } from './api.ts';

/** Turns the names in a draft into the keys that forms want. */
export interface RequiredKeys {
  person(login: string, field: string, options?: CallOptions): Promise<Pk>;
  topic(name: string, field: string, options?: CallOptions): Promise<Pk>;
}

/** @param server name of the connection */
export function createRequiredKeys(server: string, keys: PrimaryKeys): RequiredKeys {
  function unknown(what: string, name: string, field: string, remedy: string): AppError {
    return new AppError('not-found', `${server} does not tell you about the ${what} “${name}”.`, {
      remedy,
      source: server,
      details: { field, outcome: 'not-created' },
    });
  }

  return {
    async person(login, field, options) {
      const id = await keys.find('users', login, options);
      if (id !== undefined) return id;
      const remedy = 'Enter the login name of a person who has a department.';
      throw unknown('person', login, field, remedy);
    },
    async topic(name, field, options) {
      const id = await keys.find('topics', name, options);
      if (id !== undefined) return id;
      throw unknown('topic', name, field, 'Check the name of the topic, and whether you may see it.');
    },
  };
}
