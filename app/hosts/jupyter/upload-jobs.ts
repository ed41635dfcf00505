import type { Contract } from '../../contract/contract.ts';
import type { OpenbisUploadDraft } from '../../contract/openbis-transfers.ts';
import type { Client } from '../../rpc/client.ts';

/**
 * Jobs of uploads by what was asked. A front-end that lost the answer asks again: as long as that upload is under way
 * it gets the same one. Afterwards the same files may be meant as a second dataset.
 */
export class UploadJobs {
  private readonly client: Client<Contract>;
  private readonly known = new Map<string, Promise<string>>();

  constructor(client: Client<Contract>) {
    this.client = client;
  }

  /** Answers with the id of the job. */
  start(draft: OpenbisUploadDraft): Promise<string> {
    const key = JSON.stringify(draft);
    // Each waits for the one before, so that two at the same time are one.
    const job = this.next(draft, this.known.get(key));
    this.known.set(key, job);
    return job;
  }

  forget(draft: OpenbisUploadDraft): void {
    this.known.delete(JSON.stringify(draft));
  }

  private async next(draft: OpenbisUploadDraft, before: Promise<string> | undefined): Promise<string> {
    const id = await before?.catch(() => undefined);
    if (id !== undefined && (await this.isOpen(id))) return id;
    return (await this.client.call('openbis.upload.start', draft)).jobId;
  }

  private async isOpen(id: string): Promise<boolean> {
    const job = (await this.client.call('jobs.list', {})).find((one) => one.id === id);
    return job !== undefined && !['succeeded', 'failed', 'cancelled'].includes(job.status);
  }
}
