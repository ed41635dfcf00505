import { isAbsolute } from 'node:path';
import type { DrmsClient } from '../clients/drms/api.ts';
import { statusInWords } from '../clients/drms/export-answer.ts';
import type { ExportRequest } from '../clients/drms/export-request.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { DrmsServer } from '../contract/drms.ts';
import type { RequestStatus } from '../contract/transfers.ts';
import type { DrmsExportInput } from '../jobs/kinds/drms-export.ts';

type RequestHandlers = {
  [Name in keyof Handlers as Name extends `transfers.request.${string}` ? Name : never]: Handlers[Name];
};

export interface TransferRequestsParts {
  servers: { client(serverId: string): Promise<DrmsClient>; describe(serverId: string): Promise<DrmsServer> };
  /** @returns the id of the job */
  enqueue(input: DrmsExportInput, title: string): Promise<string>;
}

/** Exports that were asked for elsewhere, by their numbers. */
export function createTransferRequestHandlers({ servers, enqueue }: TransferRequestsParts): RequestHandlers {
  return {
    'transfers.request.status': async ({ serverId, requestId }, { signal }) =>
      statusOf(await (await servers.client(serverId)).exportFromId(requestId, { signal }), requestId),
    'transfers.request.download': async ({ serverId, requestId, folder }) => {
      const { name } = await servers.describe(serverId);
      if (!isAbsolute(folder))
        throw new AppError('invalid-input', `${folder} is no absolute path.`, { remedy: 'Give the whole path.' });
      const query = { recordSet: requestId, requestId, method: 'url', protocol: 'as-is' };
      const queries = [{ ...query, process: {}, protocolArguments: {}, fileNameFormat: null }];
      return { jobId: await enqueue({ serverId, folder, email: '', queries }, `Files of ${requestId} from ${name}`) };
    },
    'transfers.request.cancel': async ({ serverId, email, requestId }, { signal }) => {
      const client = await servers.client(serverId);
      const address = email ?? client.email;
      if (address === null || address === '')
        throw new AppError('invalid-input', `${client.config.name} knows pending exports by their address.`, {
          remedy: 'Give the e-mail address under which the export was asked for.',
        });
      const pending = await client.pending(address, { signal });
      if (requestId !== null && pending?.requestId !== requestId)
        throw new AppError('conflict', otherPending(requestId, address, pending?.requestId ?? null), {
          remedy: 'See how far it is with its status.',
          source: client.config.name,
        });
      if (pending === null) return { cancelled: false, requestId: null };
      return { cancelled: await client.cancel(address, { signal }), requestId: pending.requestId };
    },
  };
}

function otherPending(requestId: string, address: string, pendingId: string | null): string {
  return pendingId === null
    ? `${requestId} is not pending: ${address} has no pending export.`
    : `${requestId} is not pending: that of ${address} is ${pendingId}.`;
}

function statusOf(request: ExportRequest, requestId: string): RequestStatus {
  const { answer, state } = request;
  const failure = state === 'failed' ? request.failure() : undefined;
  const words = statusInWords(answer.status);
  const table = state === 'ok' ? request.files() : undefined;
  return {
    ...{ requestId, state, status: answer.status },
    message: failure?.message ?? words.message,
    remedy: failure?.remedy ?? words.remedy,
    ...{ method: answer.method, protocol: answer.protocol, records: answer.recordCount },
    ...{ megabytes: answer.sizeMB, exportedAt: answer.exportTime },
    files: (table?.rows ?? []).map(({ record, fileName, url }) => ({ record, url, name: fileName })),
    missing: (table?.problems ?? []).map(({ record, message }) => ({ record, message })),
  };
}
