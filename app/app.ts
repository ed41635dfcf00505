import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import type { FitsApi } from './analysis/fits-api.ts';
import type { StatisticsApi } from './analysis/statistics-api.ts';
import type { CacheApi } from './cache/cache-api.ts';
import { openCache } from './cache/open-cache.ts';
import { createReadThrough } from './cache/read-through.ts';
import { Throttle } from './clients/http/download/throttle.ts';
import type { JuliaBaseClient, JuliaBaseOptions } from './clients/juliabase/index.ts';
import type { OpenbisClient, OpenbisOptions } from './clients/openbis/api.ts';
import type { Settings } from './contract/app.ts';
import { type AppError, type JsonValue, toAppError } from './contract/app-error.ts';
import type { BytesAnswer } from './contract/bytes.ts';
import { contract, type Handlers } from './contract/contract.ts';
import { SearchIndex } from './find/search-index.ts';
import { JobEngine } from './jobs/job-engine.ts';
import { drmsExportKind } from './jobs/kinds/drms-export.ts';
import { openbisDownloadKind } from './jobs/kinds/openbis-download.ts';
import { openbisUploadKind } from './jobs/kinds/openbis-upload.ts';
import type { JournalApi } from './outbox/journal-api.ts';
import { Outbox } from './outbox/outbox.ts';
import type { DemoStarter, RunningDemo } from './platform/demo.ts';
import type { Platform } from './platform/platform.ts';
import { type Databases, openDatabases } from './rpc/node/database-worker.ts';
import { createRouter, type Router } from './rpc/server.ts';
import { createAppHandlers, readSettings, restartDemo } from './services/app-service.ts';
import { type AttachServiceParts, createAttachHandlers } from './services/attach-service.ts';
import { createBytes } from './services/bytes-service.ts';
import { createCodeHandlers } from './services/code-service.ts';
import { createCollectionArea } from './services/collection-area.ts';
import { createColumnsHandlers } from './services/columns-service.ts';
import { Compute, type FigureWorkerApi, figureWorker, LazyWorker } from './services/compute.ts';
import { ConnectionPool } from './services/connection-pool.ts';
import { connectionRecords } from './services/connection-records.ts';
import { createConnectionsHandlers } from './services/connections-service.ts';
import { CrawlRuns } from './services/crawl/crawl-runs.ts';
import { KnownCrawlers } from './services/crawl/known-crawlers.ts';
import type { CrawlerProgram } from './services/crawl/load-crawler.ts';
import { createCrawlHandlers } from './services/crawl-service.ts';
import { createCrawlersHandlers } from './services/crawlers-service.ts';
import { DataSetTransfers } from './services/data-set-transfers.ts';
import { createDrmsArea } from './services/drms-area.ts';
import { DrmsServers } from './services/drms-servers.ts';
import { DueTimer } from './services/due-timer.ts';
import { EventHub } from './services/events.ts';
import { drawFigureImage, usualImage } from './services/figure-drawing.ts';
import { FigureRegistry } from './services/figure-registry.ts';
import { createFiguresHandlers } from './services/figures-service.ts';
import { searchedCache } from './services/find-cache.ts';
import { readLocalLists } from './services/find-local.ts';
import { createFindHandlers, siteNames } from './services/find-service.ts';
import { createFits } from './services/fits-service.ts';
import { createJobsHandlers } from './services/jobs-service.ts';
import { createJuliaBaseHandlers, LabReads } from './services/juliabase-service.ts';
import { createJupyter } from './services/jupyter-service.ts';
import type { JupyterStarter } from './services/jupyter-starter.ts';
import { KeptTables } from './services/kept-tables.ts';
import { lazyDownloads } from './services/lazy-downloads.ts';
import { createMiningHandlers } from './services/mining-service.ts';
import { createNewsDesk } from './services/news.ts';
import { createOpenbisMountsHandlers } from './services/openbis-mounts-service.ts';
import { createOpenbisPreviews } from './services/openbis-preview.ts';
import { createOpenbisHandlers } from './services/openbis-service.ts';
import { createOpenbisTransfersHandlers } from './services/openbis-transfers-service.ts';
import { OpenedLately } from './services/opened-lately.ts';
import { juliaBaseGateways } from './services/outbox-juliabase.ts';
import { announceOutbox } from './services/outbox-news.ts';
import { queue } from './services/outbox-queue.ts';
import { ServerRulesBook } from './services/outbox-rules.ts';
import { createOutboxHandlers } from './services/outbox-service.ts';
import { createPublishing } from './services/publishing-service.ts';
import { createQueryArea } from './services/query-area.ts';
import { createRecentFilesHandlers } from './services/recent-files.ts';
import { RecordReads } from './services/record-reads.ts';
import { RecordTables } from './services/record-tables.ts';
import { ServerReads } from './services/server-reads.ts';
import { startExport } from './services/start-export.ts';
import { drawTableFigure } from './services/table-figure-drawing.ts';
import { createTableFigureHandlers } from './services/table-figures.ts';
import { TransferBoard } from './services/transfer-board.ts';
import { TransferLimits } from './services/transfer-limits.ts';
import { createTransfersHandlers } from './services/transfers-service.ts';
import { finishUndo, journalledUndo, undoJournal } from './services/undo.ts';
import { createUpdates } from './services/updates-service.ts';
import { createWorkspacesHandlers } from './services/workspaces-service.ts';
import type { StoreApi } from './store/store-api.ts';
import { releaseKey } from './updates/release-key.ts';

export interface AppExtras {
  /** The embedded demo servers, where the host has them. */
  demo?: DemoStarter;
  /** Runs crawlers that are programs; only where the user has started the host for that. */
  crawlerProgram?: CrawlerProgram;
  /** The loopback API for notebooks, where the host can serve it. */
  jupyter?: JupyterStarter;
  /** Draws for several cores of a process and outlives them; without it the core starts its own. */
  drawing?: LazyWorker<FigureWorkerApi>;
  /** Crawlers and saved queries run when they are due; hosts that stay open say so. */
  schedules?: boolean;
}
export type { CrawlerProgram, JupyterStarter };

export interface App {
  /** Answers calls over any transport. */
  router: Router;
  /** A byte answer by its name; `query` is the JSON text of its input. Rejects with AppError. */
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
  /** Stops jobs at a safe point, closes databases and frees the data folder. */
  close(): Promise<void>;
}

const statisticsWorkerIdleMs = 60_000;
/** Longer: it holds the pictures that are looked at. */
const fitsWorkerIdleMs = 300_000;

/**
 * The core: joins store, cache, clients, jobs and services.
 * @throws AppError 'conflict' if another process owns the data folder, 'storage' if it cannot be opened.
 */
export async function createApp(platform: Platform, extras: AppExtras = {}): Promise<App> {
  const databases = await openDatabases<StoreApi & CacheApi & JournalApi>({
    homeFolder: platform.paths.home,
    cacheFolder: platform.paths.cache,
  });
  try {
    return await assemble(platform, extras, databases);
  } catch (error) {
    // Else the data folder would stay locked for the next try.
    await databases.close();
    throw error;
  }
}

async function assemble(
  platform: Platform,
  extras: AppExtras,
  databases: Databases<StoreApi & CacheApi & JournalApi>,
): Promise<App> {
  const { clock, log, paths } = platform;
  const store = databases.calls;
  const events = new EventHub(clock);
  let settings: Settings = await readSettings(store);
  const news = createNewsDesk({
    settings: () => settings,
    tell: (one) => events.news(one),
    nowMs: () => clock.nowMs(),
  });
  const index = new SearchIndex({
    ...{ path: join(paths.cache, 'find.sqlite'), kept: store, clock, log },
    readLocal: (signal) => readLocalLists(handlers, signal),
    onChange: () => events.stale(['find.search']),
  });
  const answers = await openCache({
    rows: store,
    clock,
    log,
    limitBytes: () => settings.cacheLimitMb * 1024 * 1024,
    onDamage: (sentence) => events.message('warn', sentence),
  });
  const cache = searchedCache(answers, index);

  const undo = journalledUndo(store);
  const serverRules = new ServerRulesBook();
  const connections = serverRules.following(connectionRecords(store));
  // Downloads of all servers share one rate.
  const throttle = new Throttle(clock, () => limits.bytesPerSecond());
  const pool: ConnectionPool = new ConnectionPool({
    platform,
    load: (id) => connections.get(id),
    createJuliaBase: makeJuliaBase,
    createOpenbis: (options) => makeOpenbis({ ...options, throttle }),
    undoJournalOf: (id) => undoJournal(undo, id, () => clock.nowMs()),
    onState: () => events.stale(['connections.list']),
  });
  const clientOf = (id: string): Promise<JuliaBaseClient> => pool.juliaBase(id);
  const urlOf = async (id: string): Promise<string> => (await connections.get(id)).url;
  const pathRulesOf = async (id: string): Promise<Awaited<ReturnType<typeof connections.get>>['pathRules']> =>
    (await connections.get(id)).pathRules;

  const readThrough = createReadThrough(cache, clock);
  const reads = new ServerReads(readThrough, clientOf, pool);
  const lab = new LabReads(reads);
  const compute = new Compute();
  const ownDrawing = figureWorker();
  const drawing = extras.drawing ?? ownDrawing;
  const statistics = new LazyWorker<StatisticsApi>(
    new URL('./workers/statistics-worker.ts', import.meta.url),
    statisticsWorkerIdleMs,
  );
  const figures = new FigureRegistry();
  const figureParts = {
    figures,
    compute,
    drawing,
    lab,
    version: platform.version,
    serverNameOf: async (id: string) => {
      const { isDemo, url } = await connections.get(id);
      // The embedded demo has another port at each start.
      return isDemo ? 'Quarry demo' : url;
    },
    pathRulesOf,
    monotonicMs: () => clock.monotonicMs(),
  };

  const jobs = new JobEngine({
    rows: store,
    clock,
    log,
    concurrency: 2,
    graceMs: 5000,
    onEnded: (job) => {
      if (job.kind === 'crawl.run') events.stale(['crawl.*', 'crawlers.*']);
      if (job.status === 'failed' && job.error !== null)
        events.message('bad', `${job.title}: ${job.error.message}`, {
          ...{ remedy: job.error.remedy ?? null, code: job.error.code, jobId: job.id },
        });
      news.ofJob(job);
    },
  });

  const outbox = new Outbox({
    ...{ rows: store, clock, log },
    filesFolder: join(paths.home, 'outbox', 'files'),
    gateways: juliaBaseGateways({
      clientOf,
      urlOf: async (id, path) => `${await urlOf(id)}${path}`,
      finishUndo: (id, client, signal) => finishUndo(undo, id, client, signal),
      onWritten: async (id, prefixes) => {
        for (const prefix of prefixes) await cache.forget(id, prefix);
        events.stale(['juliabase.*']);
      },
    }),
    rulesOf: (id) => serverRules.of(id),
    onNotice: (sentence) => events.message('warn', sentence),
  });
  announceOutbox(outbox, {
    stale: () => events.stale(['outbox.*']),
    clock,
    say: (title, text, facts) => {
      if (facts.needsYou) events.message('warn', `${title}: ${text}`);
      news.ofOutbox(title, text, facts);
    },
  });

  const crawls = new CrawlRuns({
    ...{ outbox, connections, clientOf, clock, log, runProgram: extras.crawlerProgram },
    listRecords: (space) => store.listOutboxRecords(space),
    databasePath: join(paths.home, 'crawl.sqlite'),
    logsFolder: paths.logs,
  });
  jobs.register(crawls.kind());
  const crawlers = new KnownCrawlers({
    ...{ rows: store, runs: crawls, jobs, computer: hostname() },
    nowMs: () => clock.nowMs(),
  });
  const tellProblem = (error: unknown, crawler?: string): void => {
    const { message, remedy = null, code } = toAppError(error);
    const text = crawler === undefined ? message : `The crawler ${crawler} cannot run: ${message}`;
    events.message('bad', text, { remedy, code });
  };
  const crawlTimer = new DueTimer({
    nextDueMs: () => crawlers.nextDueMs(),
    runDue: () => crawlers.runDue(tellProblem),
    onProblem: (error) => tellProblem(error),
    clock,
  });

  const tables = new RecordTables();
  const kept = new KeptTables({
    log,
    onChange: () => events.stale(['columns.tables.list']),
    openEngine: async () => {
      const { ColumnEngine } = await import('./columns/index.ts');
      return ColumnEngine.open({ folder: join(paths.cache, 'columns'), memoryLimitMb: 512, log, clock });
    },
  });
  const records = new RecordReads(tables, kept);
  const drmsServers = new DrmsServers({
    settings: store,
    createClient: async (options) => {
      const { createDrmsClient } = await import('./clients/drms/index.ts');
      return createDrmsClient({ ...options, userAgent: `Quarry/${platform.version}`, clock, log });
    },
  });

  const downloads = lazyDownloads(async () => {
    const { createDownloads } = await import('./clients/http/download/downloads.ts');
    return createDownloads({
      ...{ clock, userAgent: `Quarry/${platform.version}` },
      limitsOf: (host) => limits.ofHost(host),
      throttle,
    });
  });
  const limits = new TransferLimits({ settings: store, describe: (id) => drmsServers.describe(id) });
  await limits.load();
  const exportTransfers = new TransferBoard({
    ...{ jobs, downloads, nowMs: () => clock.nowMs() },
    nameOf: async (id) => (await drmsServers.describe(id)).name,
  });
  const exportClientOf = async (id: string): ReturnType<DrmsServers['client']> => {
    const client = await drmsServers.client(id);
    limits.learn(id, new URL(client.fileUrl('')).host);
    return client;
  };
  jobs.register(drmsExportKind({ clientOf: exportClientOf, downloads, onRun: exportTransfers.folders.onRun }));
  const openbisOf = (id: string): Promise<OpenbisClient> => pool.openbis(id);
  const dataSets = new DataSetTransfers({
    ...{ jobs, downloads, nowMs: () => clock.nowMs() },
    nameOf: async (id) => (await connections.get(id)).name,
  });
  const noteFailure = (id: string, reason: AppError): void => pool.noteFailure(id, reason);
  jobs.register(openbisDownloadKind({ clientOf: openbisOf, onRun: dataSets.folders.onRun, noteFailure }));
  jobs.register(
    openbisUploadKind({
      clientOf: openbisOf,
      noteFailure,
      onRegistered: async ({ connectionId }) => {
        for (const prefix of ['data-sets ', 'data-set ']) await cache.forget(connectionId, prefix);
        events.stale(['openbis.data-sets.*']);
      },
    }),
  );

  const fitsWorker = new LazyWorker<FitsApi>(new URL('./workers/fits-worker.ts', import.meta.url), fitsWorkerIdleMs);
  const fits = createFits({
    ...{ worker: fitsWorker, servers: drmsServers, downloads, clock },
    folder: join(paths.cache, 'fits'),
  });

  const openbisReads = new ServerReads(readThrough, (id) => pool.openbis(id), pool);
  const openbisPreviews = createOpenbisPreviews({
    ...{ reads: openbisReads, clientOf: (id) => pool.openbis(id), downloads, clock },
    folder: join(paths.cache, 'openbis'),
  });

  const context = {
    platform,
    connections,
    pool,
    events,
  };
  const appParts = {
    ...context,
    cache,
    settings: store,
    demo: extras.demo,
    onDemo: ({ drmsUrl }: RunningDemo) => drmsServers.setDemo(drmsUrl),
    onSettings: (next: Settings) => {
      settings = next;
      updates.timer.wake();
    },
  };
  const updates = createUpdates({
    ...{ settings: store, key: releaseKey, ownVersion: platform.version, clock },
    current: () => settings,
    stale: (names) => events.stale(names),
  });
  const appHandlers = createAppHandlers(appParts);
  const afterSignIn = async (id: string, signal: AbortSignal): Promise<void> => {
    if ((await connections.get(id)).kind === 'juliabase') await finishUndo(undo, id, await clientOf(id), signal);
    await jobs.wake((input) => isOf(id, input));
    outbox.resume(id);
  };
  const connectionHandlers = createConnectionsHandlers({
    ...context,
    forgetAnswers: (id) => cache.forget(id),
    openJobs: async (id) => jobs.openInputs().filter(({ input }) => isOf(id, input)).length + outbox.openOf(id).length,
    afterSignIn,
  });
  const jupyter = createJupyter({
    ...{ ...context, settings: store, starter: extras.jupyter, router: () => router, afterSignIn },
    add: connectionHandlers['connections.add'],
    update: connectionHandlers['connections.update'],
  });
  const tableFigureParts = {
    ...{ kept, records, statistics, connections, serverNameOf: figureParts.serverNameOf },
    drmsServerName: (id: string) => drmsServers.nameOf(id),
    drmsServers: () => drmsServers.list(),
  };
  const tableDrawing = { ...figureParts, ...tableFigureParts };
  const attachParts: AttachServiceParts = {
    connections,
    clientOf,
    conductivity: {
      figures,
      fit: async (figureId, range) => {
        const fitted = await compute.fit({ figureId, range });
        return { range: fitted.range, fits: new Map(fitted.fits.map(({ curveKey, fit }) => [curveKey, fit])) };
      },
      drawImage: async (spec, format) => (await drawFigureImage(figureParts, { ...usualImage, spec, format })).bytes,
    },
    tables: {
      ...tableFigureParts,
      // Whoever asks for the same picture meanwhile waits for it too, so no one caller ends it.
      drawTable: async (spec, format) =>
        (await drawTableFigure(tableDrawing, { ...usualImage, spec, format }, new AbortController().signal)).bytes,
    },
    keepFile: (name, bytes) => outbox.files.keep(name, bytes),
    enqueue: (id, queued) => queue({ outbox, connections, nowMs: () => clock.nowMs() }, id, queued),
    nowMs: () => clock.nowMs(),
  };
  const publishing = createPublishing({
    ...{ lab, loader: figureParts, attach: attachParts, connections, clientOf, outbox, jobs },
  });
  jobs.register(publishing.kind);
  const queries = createQueryArea({
    ...{ rows: store, kept, clock, log, events, news },
    handlers: () => remembering,
  });
  const handlers: Handlers = {
    ...appHandlers,
    ...connectionHandlers,
    ...jupyter.handlers,
    ...createOpenbisHandlers({ reads: openbisReads }),
    ...openbisPreviews.handlers,
    ...createOpenbisTransfersHandlers({ jobs, connections, clientOf: openbisOf, states: pool, downloads }),
    ...createOpenbisMountsHandlers({
      ...{ settings: store, connections, clientOf: openbisOf, homeFolder: homedir() },
      passwordOf: (connection) => pool.password(connection),
      knownHostsFile: join(paths.home, 'openbis-known-hosts'),
      sshfs: async () => {
        const { SshfsMounts } = await import('./clients/openbis/mount/mount.ts');
        return new SshfsMounts({ clock });
      },
    }),
    ...createJuliaBaseHandlers({ reads, clientOf, pathRulesOf, urlOf }),
    ...createFiguresHandlers({ ...figureParts, connections }),
    ...createTableFigureHandlers({ ...tableFigureParts, handlers: () => remembering }),
    ...fits.handlers,
    ...createAttachHandlers(attachParts),
    ...publishing.handlers,
    ...createFindHandlers({
      ...{ index, opened: new OpenedLately(store) },
      siteNames: async () => siteNames(await connections.list(), await drmsServers.list()),
    }),
    ...createJobsHandlers(jobs),
    ...createCrawlHandlers({ runs: crawls, crawlers, outbox, nowMs: () => clock.nowMs() }),
    ...createCrawlersHandlers({
      ...{ crawlers, rows: store, runs: crawls, timer: crawlTimer },
      ...{ logsFolder: paths.logs, home: paths.home },
    }),
    ...createOutboxHandlers({ outbox, connections, nowMs: () => clock.nowMs() }),
    ...createTransfersHandlers({ jobs, exports: exportTransfers, dataSets, limits, downloads, servers: drmsServers }),
    ...createColumnsHandlers(kept, records, () => clock.nowMs()),
    ...queries.handlers,
    ...createCodeHandlers(connections),
    ...createRecentFilesHandlers({ settings: store, nowMs: () => clock.nowMs() }),
    ...updates.handlers,
    ...createWorkspacesHandlers({ rows: store, nowMs: () => clock.nowMs() }),
    ...createCollectionArea({
      ...{ rows: store, connections, servers: drmsServers, kept, jobs, version: platform.version },
      nowMs: () => clock.nowMs(),
      stale: (names) => events.stale(names),
      handlers: () => handlers,
      bytes: (name, query, signal) => bytes(name, query, signal),
    }),
    ...createMiningHandlers({ reads, lab, kept, records, statistics }),
    ...createDrmsArea({
      servers: drmsServers,
      reads: readThrough,
      tables,
      records,
      kept,
      enqueue: (input, title) => startExport(jobs, input, title),
      forgetAnswers: (site) => cache.forget(site),
      nowMs: () => clock.nowMs(),
      jobs,
      keptAnswers: (site, prefix) => cache.answersOf(site, prefix),
      stale: (names) => events.stale(names),
    }),
  };
  const remembering: Handlers = queries.remembering(handlers);
  const router: Router = createRouter(contract, remembering, {
    checkOutput: process.env.QUARRY_CHECK_OUTPUT === '1',
    onStale: (names) => events.stale(names),
    onError: (name, error) => {
      log.warn({ call: name, code: error.code, details: error.details, err: error.cause }, error.message);
      if (error.code === 'internal') events.failure(error);
    },
  });

  const bytes = createBytes({
    ...{ fits, openbisPreviews, ...tableDrawing, reads, platform },
    nowMs: () => clock.nowMs(),
    settings: () => settings,
    workspaces: () => store.listWorkspaces(),
  });

  await restartDemo(appParts, appHandlers['app.demo.start']);
  // The outbox asks for the rules of a server at moments when nothing can be read.
  await connections.list();
  await outbox.start();
  const unsubscribePower = platform.power.subscribe((event) => {
    if (event === 'suspend') outbox.suspend();
    else outbox.wakeUp();
  });
  await jobs.start();
  if (extras.schedules === true) crawlTimer.start();
  await jupyter.open();
  if (extras.schedules === true) queries.startSchedules();
  if (extras.schedules === true) updates.timer.start();

  return {
    router,
    bytes,
    async close() {
      unsubscribePower();
      await jupyter.close();
      await queries.close();
      await updates.timer.close();
      await crawlTimer.close();
      await index.close();
      await jobs.close();
      await outbox.close();
      await crawls.close();
      await kept.close();
      await Promise.all([pool.close(), drmsServers.close(), downloads.close()]);
      await Promise.all([
        compute.close(),
        ownDrawing.close(),
        statistics.close(),
        fitsWorker.close(),
        extras.demo?.close(),
      ]);
      cache.close();
      await databases.close();
    },
  };
}

/** Loaded with the first connection: until then the core is smaller by the HTTP library. */
async function makeJuliaBase(options: JuliaBaseOptions): Promise<JuliaBaseClient> {
  const { createJuliaBaseClient } = await import('./clients/juliabase/index.ts');
  return createJuliaBaseClient(options);
}

async function makeOpenbis(options: OpenbisOptions): Promise<OpenbisClient> {
  const { createOpenbisClient } = await import('./clients/openbis/index.ts');
  return createOpenbisClient(options);
}

function isOf(connectionId: string, input: JsonValue): boolean {
  return typeof input === 'object' && input !== null && 'connectionId' in input && input.connectionId === connectionId;
}
