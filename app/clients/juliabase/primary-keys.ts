import type { Pk } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys } from './api.ts';
import { quote } from './double-quote.ts';
import { parseItems, parseKeyTables } from './parse.ts';
import { keyQueries } from './requests.ts';
import type { Wire } from './wire.ts';

type Table = 'topics' | 'users' | 'externalOperators';

const parameterOf: Record<Table, 'topics' | 'users' | 'external_operators'> = {
  topics: 'topics',
  users: 'users',
  externalOperators: 'external_operators',
};

export function createPrimaryKeys(wire: Wire): PrimaryKeys {
  const place = wire.placeOf('primary_keys');
  const loaded = new Map<Table, Promise<ReadonlyMap<string, Pk>>>();

  function load(table: Table, options: CallOptions = {}): Promise<ReadonlyMap<string, Pk>> {
    const known = loaded.get(table);
    if (known !== undefined) return known;
    const loading = wire.json(`primary_keys?${parameterOf[table]}=*`, options).then((answer) => {
      return parseKeyTables(answer, place)[parameterOf[table]] ?? new Map<string, Pk>();
    });
    loaded.set(table, loading);
    // A failure, or the abort of the first caller, must not stay for the others.
    loading.catch(() => loaded.delete(table));
    return loading;
  }

  async function ask(table: 'samples' | 'depositions', names: readonly string[], options: CallOptions = {}) {
    const answers = await Promise.all(keyQueries(table, names).map((query) => wire.json(query, options)));
    return answers.flatMap((answer) => [...(parseKeyTables(answer, place)[table] ?? [])]);
  }

  return {
    topics: (options) => load('topics', options),
    users: (options) => load('users', options),
    externalOperators: (options) => load('externalOperators', options),
    async find(table, name, options) {
      const found = (await load(table, options)).get(name);
      if (found !== undefined) return found;
      loaded.delete(table);
      return (await load(table, options)).get(name);
    },
    samples: async (names, options) => new Map(await ask('samples', names, options)),
    async mySamples(options) {
      const answer = parseKeyTables(await wire.json('primary_keys?samples=*', options), place);
      return plainKeys(answer.samples ?? []);
    },
    async depositions(numbers, options) {
      return plainKeys(await ask('depositions', numbers, options));
    },
    async availableItems(model, options) {
      const path = `available_items/${quote(model)}`;
      return parseItems(await wire.json(path, options), wire.placeOf(path));
    },
    refresh: () => loaded.clear(),
  };
}

/** Without aliases, whose ids come as lists. */
function plainKeys(entries: Iterable<[string, Pk | Pk[]]>): Map<string, Pk> {
  return new Map(Array.from(entries).flatMap(([name, id]) => (Array.isArray(id) ? [] : [[name, id]])));
}
