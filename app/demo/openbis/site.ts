import type { Waits } from '../http/waits.ts';
import { fastDownloadMethods } from './dss/fast-methods.ts';
import type { FileTransfer } from './dss/file-transfer.ts';
import { plainDownload } from './dss/plain-download.ts';
import { pluginMethods } from './dss/plugin-methods.ts';
import { registerMethods } from './dss/register-methods.ts';
import { shareUpload } from './dss/share-servlet.ts';
import { fileListMethods, oldFileListMethods } from './dss/store-methods.ts';
import { workspaceDownload, workspaceUpload } from './dss/workspace-servlet.ts';
import { browseMethods } from './rpc/browse-methods.ts';
import { codeMethods } from './rpc/code-methods.ts';
import { dataSetMethods, settlePending } from './rpc/dataset-methods.ts';
import { deletionMethods } from './rpc/deletion-methods.ts';
import type { Desk, Methods } from './rpc/desk.ts';
import { entityMethods } from './rpc/entity-methods.ts';
import { answerRpc, readRpc, unreadable } from './rpc/service.ts';
import { sessionMethods } from './rpc/session-methods.ts';
import { tokenMethods } from './rpc/token-methods.ts';
import { vocabularyMethods } from './rpc/vocabulary-methods.ts';
import { isNewerThan } from './settings.ts';
import type { Workspaces } from './store/workspaces.ts';
import { type Exchange, page, type Reply } from './wire/exchange.ts';

type Servlet = (exchange: Exchange) => Reply | Promise<Reply>;

export interface SiteParts {
  desk: Desk;
  workspaces: Workspaces;
  transfer: FileTransfer;
  waits: Waits;
}

const applicationService = 'openbis/openbis/rmi-application-server-v3.json';

/** What answers which address. */
export class Site {
  private readonly desk: Desk;
  private readonly servlets: ReadonlyMap<string, Servlet>;
  /** Only on servers newer than 3.5. */
  private readonly newServlets: ReadonlyMap<string, Servlet>;

  constructor({ desk, workspaces, transfer, waits }: SiteParts) {
    this.desk = desk;
    const application = {
      ...{ ...sessionMethods(desk), ...browseMethods(desk), ...codeMethods(desk), ...tokenMethods(desk) },
      ...{ ...dataSetMethods(desk), ...deletionMethods(desk), ...entityMethods(desk), ...vocabularyMethods(desk) },
    };
    const old = fileListMethods(desk);
    const current = { ...old, ...fastDownloadMethods(desk), ...registerMethods(desk, workspaces, waits) };
    this.servlets = new Map<string, Servlet>([
      [applicationService, rpc(application)],
      ['openbis/openbis/rmi-query-v1.json', rpc(pluginMethods(desk, workspaces))],
      ['datastore_server/rmi-data-store-server-v3.json', rpc(old)],
      ['datastore_server/rmi-dss-api-v1.json', rpc(oldFileListMethods(desk))],
      ['datastore_server/session_workspace_file_upload', (one) => workspaceUpload(desk, workspaces, one)],
      ['datastore_server/session_workspace_file_download', (one) => workspaceDownload(desk, workspaces, one)],
    ]);
    this.newServlets = new Map<string, Servlet>([
      ['datastore_server/rmi-data-store-server-v3.json', rpc(current)],
      ['datastore_server/store_share_file_upload', (one) => shareUpload(desk, workspaces, one)],
      ['datastore_server/file-transfer', (one) => transfer.answer(one)],
    ]);
  }

  async answer(exchange: Exchange): Promise<Reply> {
    const { registry, settings } = this.desk;
    settlePending(registry.dataSets, exchange.nowMs);
    const isNew = isNewerThan(settings.apiVersion, '3.5');
    const servlet = (isNew ? this.newServlets.get(exchange.path) : undefined) ?? this.servlets.get(exchange.path);
    if (servlet !== undefined) return servlet(exchange);
    if (exchange.path.startsWith('datastore_server/') && exchange.verb === 'GET')
      return plainDownload(this.desk, exchange);
    return page('HTTP ERROR 404 Not Found', 404);
  }
}

function rpc(methods: Methods): Servlet {
  return async ({ text, nowMs, fault }) => {
    const request = readRpc(text);
    const reply = request === undefined ? unreadable : await answerRpc(request, methods, { nowMs, fault });
    return { status: reply.status, contentType: 'application/json', body: reply.text };
  };
}
