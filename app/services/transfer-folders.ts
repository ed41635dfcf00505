import type { DownloadFolder, Downloads, FolderFacts } from '../clients/http/download/api.ts';

/** A transfer at work, with the folder that it fills. */
interface LiveFolder {
  folder: Pick<DownloadFolder, 'entries' | 'tally' | 'openFiles'>;
}

const freshMs = 5000;

/** What lies in the folders of transfers: those that are being filled tell it themselves, others are looked at once. */
export class TransferFolders<Live extends LiveFolder> {
  private readonly downloads: Pick<Downloads, 'look' | 'freeBytes'>;
  private readonly nowMs: () => number;
  private readonly live = new Map<string, Live>();
  private readonly looked = new Map<string, FolderFacts>();
  private readonly free = new Map<string, { bytes: number | null; atMs: number }>();

  constructor(downloads: Pick<Downloads, 'look' | 'freeBytes'>, nowMs: () => number) {
    this.downloads = downloads;
    this.nowMs = nowMs;
  }

  readonly onRun = (jobId: string, live: Live): (() => void) => {
    this.live.set(jobId, live);
    return () => {
      this.live.delete(jobId);
      this.looked.delete(jobId);
    };
  };

  liveOf(jobId: string): Live | undefined {
    return this.live.get(jobId);
  }

  /** Of a folder that is not reached nothing is known. */
  async factsOf(jobId: string, folder: string): Promise<Pick<FolderFacts, 'entries' | 'tally'> | undefined> {
    const present = this.live.get(jobId)?.folder ?? this.looked.get(jobId);
    if (present !== undefined) return present;
    const facts = await this.downloads.look(folder).catch(() => undefined);
    // A run that began meanwhile knows better.
    if (facts !== undefined && !this.live.has(jobId)) this.looked.set(jobId, facts);
    return this.live.get(jobId)?.folder ?? facts;
  }

  async freeBytes(folder: string): Promise<number | null> {
    const nowMs = this.nowMs();
    const known = this.free.get(folder);
    if (known !== undefined && Math.abs(nowMs - known.atMs) < freshMs) return known.bytes;
    const bytes = await this.downloads.freeBytes(folder);
    this.free.set(folder, { bytes, atMs: nowMs });
    return bytes;
  }
}
