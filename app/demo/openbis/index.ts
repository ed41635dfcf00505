import { Waits } from '../http/waits.ts';
import { ControlDesk, type OpenbisControl } from './control.ts';
import { FileTransfer } from './dss/file-transfer.ts';
import type { SpecialDataSets } from './seed/datasets.ts';
import { seedRegistry } from './seed/seed.ts';
import { OpenbisServer } from './server.ts';
import { type Settings, usualSettings } from './settings.ts';
import { Site } from './site.ts';
import { Sessions } from './store/sessions.ts';
import { Workspaces } from './store/workspaces.ts';

export type { OpenbisControl } from './control.ts';

export interface DemoOpenbis {
  /** Origin of the application server, without a slash at its end. */
  url: string;
  /** Origin of the data store server; the same unless `separateDataStore`. */
  dssUrl: string;
  /** The one of the story comes first. */
  users: { user: string; password: string; note: string }[];
  /** Codes of datasets that have something special. */
  special: SpecialDataSets;
  control: OpenbisControl;
  close(): Promise<void>;
}

export interface DemoOpenbisOptions {
  /** Of the application server; 0 or absent: any free one. */
  port?: number;
  /** The data store server has a port of its own. */
  separateDataStore?: boolean;
  /** Milliseconds since 1970, for what the server says about time. */
  now?: () => number;
  settings?: Partial<Settings>;
  /** Objects beyond the usual 200, such as 20 000 for measuring. */
  extraObjects?: number;
  /** Bytes of each file of the dataset with 500 files; default 4096. */
  seriesFileBytes?: number;
}

/** Starts a demo openBIS on loopback, application server and data store server. */
export async function startDemoOpenbis(options: DemoOpenbisOptions = {}): Promise<DemoOpenbis> {
  const settings = { ...usualSettings, ...options.settings };
  const { extraObjects = 0, seriesFileBytes = 4096, now = Date.now } = options;
  const [registry, special] = seedRegistry({ extraObjects, seriesFileBytes });
  const waits = new Waits();
  const workspaces = new Workspaces();
  const sessions = new Sessions(settings, registry, (token) => {
    workspaces.end(token);
    transfer.endOf(token);
  });
  const desk = { registry, sessions, settings };
  const transfer = new FileTransfer(desk);
  const control = new ControlDesk(desk);
  const site = new Site({ desk, workspaces, transfer, waits });
  const parts = { site, settings, control, waits, now };
  const application = 'openbis/';
  const store = 'datastore_server/';
  const separate = options.separateDataStore ?? false;
  const main = new OpenbisServer({ ...parts, roots: separate ? [application] : [application, store] });
  const url = await main.listen(options.port ?? 0);
  const other = separate ? new OpenbisServer({ ...parts, roots: [store] }) : undefined;
  const dssUrl = (await other?.listen(0)) ?? url;
  for (const dataStore of registry.dataStores) dataStore.downloadUrl = dataStore.code === 'AFS' ? '' : dssUrl;
  return {
    ...{ url, dssUrl, special, control },
    users: registry.persons.map(({ userId, password, note }) => ({ user: userId, password, note })),
    async close() {
      waits.cancel();
      await Promise.all([main.close(), other?.close()]);
      workspaces.close();
    },
  };
}
