import { appContract } from './app.ts';
import { attachContract } from './attach.ts';
import { codeContract } from './code.ts';
import { collectionFoldersContract } from './collection-folders.ts';
import { collectionsContract } from './collections.ts';
import { columnsContract } from './columns.ts';
import { connectionsContract } from './connections.ts';
import { crawlContract } from './crawl.ts';
import { crawlersContract } from './crawlers.ts';
import { drmsContract } from './drms.ts';
import { drmsCodeContract } from './drms-code.ts';
import type { HandlersOf } from './entry.ts';
import { figuresContract } from './figures.ts';
import { findContract } from './find.ts';
import { fitsContract } from './fits.ts';
import { jobsContract } from './jobs.ts';
import { juliabaseContract } from './juliabase.ts';
import { jupyterContract } from './jupyter.ts';
import { miningContract } from './mining.ts';
import { openbisContract } from './openbis.ts';
import { openbisMountsContract } from './openbis-mounts.ts';
import { openbisPreviewContract } from './openbis-preview.ts';
import { openbisTransfersContract } from './openbis-transfers.ts';
import { outboxContract } from './outbox.ts';
import { publishingContract } from './publishing.ts';
import { queriesContract } from './queries.ts';
import { recentFilesContract } from './recent-files.ts';
import { seriesSearchContract } from './series-search.ts';
import { tableFiguresContract } from './table-figures.ts';
import { transfersContract } from './transfers.ts';
import { updatesContract } from './updates.ts';
import { workspacesContract } from './workspaces.ts';

/** Everything the core can be asked, by dotted name. */
export const contract = {
  ...appContract,
  ...codeContract,
  ...connectionsContract,
  ...juliabaseContract,
  ...drmsContract,
  ...drmsCodeContract,
  ...queriesContract,
  ...seriesSearchContract,
  ...openbisContract,
  ...openbisPreviewContract,
  ...openbisTransfersContract,
  ...openbisMountsContract,
  ...columnsContract,
  ...collectionsContract,
  ...collectionFoldersContract,
  ...miningContract,
  ...findContract,
  ...fitsContract,
  ...figuresContract,
  ...tableFiguresContract,
  ...attachContract,
  ...jupyterContract,
  ...crawlContract,
  ...crawlersContract,
  ...publishingContract,
  ...jobsContract,
  ...transfersContract,
  ...outboxContract,
  ...recentFilesContract,
  ...updatesContract,
  ...workspacesContract,
};

export type Contract = typeof contract;
export type ContractName = keyof Contract;
export type Handlers = HandlersOf<Contract>;
