import { plainDownload } from './dss/plain-download.ts';
import { fileListMethods, oldFileListMethods } from './dss/store-methods.ts';
import { browseMethods } from './rpc/browse-methods.ts';
import { codeMethods } from './rpc/code-methods.ts';
import type { Desk, Methods } from './rpc/desk.ts';
import { answerRpc, readRpc, unreadable } from './rpc/service.ts';
import { sessionMethods } from './rpc/session-methods.ts';
import { type Exchange, page, type Reply } from './wire/exchange.ts';

type Servlet = (exchange: Exchange) => Reply | Promise<Reply>;

/** What answers which address. */
export class Site {
  private readonly desk: Desk;
  private readonly servlets: ReadonlyMap<string, Servlet>;

  constructor(desk: Desk) {
    this.desk = desk;
    const application = { ...sessionMethods(desk), ...browseMethods(desk), ...codeMethods(desk) };
    this.servlets = new Map<string, Servlet>([
      ['openbis/openbis/rmi-application-server-v3.json', rpc(application)],
      ['datastore_server/rmi-data-store-server-v3.json', rpc(fileListMethods(desk))],
      ['datastore_server/rmi-dss-api-v1.json', rpc(oldFileListMethods(desk))],
    ]);
  }

  async answer(exchange: Exchange): Promise<Reply> {
    const servlet = this.servlets.get(exchange.path);
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
