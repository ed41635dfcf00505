import { AppError } from '../../contract/app-error.ts';
import { dataStoreBase, type Site } from './address.ts';
import type { CallOptions } from './api.ts';
import { dataStoreOptions } from './fetch-options.ts';
import { fieldsOf, objectsOf } from './fields.ts';
import type { DataStore } from './model.ts';
import { dataStoreOf } from './parse-data-sets.ts';
import { type ServerFacts, serverFactsOf } from './server-facts.ts';
import type { Session } from './session.ts';
import { applicationServer, dataStoreServer, type Wire } from './wire.ts';

/** What all areas of a client share: calls with the token of the session, and what is known of the server. */
export interface Office {
  readonly wire: Wire;
  readonly session: Session;
  readonly site: Site;
  /**
   * Asks the application server for objects.
   * @param params without the token
   * @param what words for messages, e.g. "The object X"
   */
  objects(method: string, params: readonly unknown[], what: string, options?: CallOptions): Promise<unknown>;
  /** The same for results that are no objects. */
  values(method: string, params: readonly unknown[], what: string, options?: CallOptions): Promise<unknown>;
  /** Asks a data store for objects. @param base see `dataStore` */
  storeObjects(
    base: string,
    method: string,
    params: readonly unknown[],
    what: string,
    options?: CallOptions,
  ): Promise<unknown>;
  /** Asked once; anew with `refresh`. */
  facts(options?: CallOptions & { refresh?: boolean }): Promise<ServerFacts>;
  /** Base of the data store of a data set, or of the first one. */
  dataStore(store: DataStore | null, options?: CallOptions): Promise<{ base: string; code: string }>;
}

/** @param ownStore address of the data store that the user entered, which wins over what the server tells */
export function createOffice(wire: Wire, session: Session, ownStore: string | undefined): Office {
  const { site } = wire;
  const at = (what: string) => ({ place: `${what} of ${site.name}`, source: site.name });
  let known: ServerFacts | undefined;
  let stores: DataStore[] | undefined;

  const office: Office = {
    wire,
    session,
    site,
    objects: (method, params, what, { signal } = {}) =>
      session.run(
        (token) =>
          wire.askObjects({
            ...{ base: site.origin, service: applicationServer, method, signal },
            ...{ params: [token, ...params], at: at(what) },
          }),
        { signal },
      ),
    values: (method, params, what, { signal } = {}) =>
      session.run(
        (token) =>
          wire.ask({
            ...{ base: site.origin, service: applicationServer, method, signal },
            ...{ params: [token, ...params], at: at(what) },
          }),
        { signal },
      ),
    storeObjects: (base, method, params, what, { signal } = {}) =>
      session.run(
        (token) =>
          wire.askObjects({
            ...{ base, service: dataStoreServer, method, signal },
            ...{ params: [token, ...params], at: at(what) },
          }),
        { signal },
      ),
    async facts({ refresh = false, ...options } = {}) {
      if (known === undefined || refresh)
        known = serverFactsOf(fieldsOf(await office.values('getServerInformation', [], 'The information', options)));
      return known;
    },
    async dataStore(store, options) {
      const chosen = store ?? (await firstStore(options));
      return { base: dataStoreBase(site, ownStore ?? chosen.downloadUrl), code: chosen.code };
    },
  };

  async function firstStore(options: CallOptions | undefined): Promise<DataStore> {
    if (stores === undefined) {
      const search = { '@type': 'as.dto.datastore.search.DataStoreSearchCriteria' };
      const what = 'The data stores';
      const answer = fieldsOf(await office.objects('searchDataStores', [search, dataStoreOptions], what, options));
      stores = objectsOf(answer.objects).map((one) => dataStoreOf(one, at(what)));
    }
    // Newer servers list a store of another kind beside the ones for data sets.
    const usable = stores.find(({ code, downloadUrl }) => code !== 'AFS' && downloadUrl !== '');
    const [only] = stores.filter(({ code }) => code !== 'AFS');
    const first = usable ?? only;
    if (first === undefined)
      throw new AppError('unsupported', `${site.name} has no data store for data sets.`, {
        remedy: 'Enter the address of the data store in the connection if you know it.',
        source: site.name,
      });
    return first;
  }

  return office;
}
