import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Downloads } from '../../http/download/api.ts';
import { nodeDisk } from '../../http/download/disk.ts';
import { safeName } from '../../http/download/safe-names.ts';
import { onDisk } from '../../http/download/storage-error.ts';
import type { DataSetsArea } from '../api.ts';
import type { DataSetDownload, DownloadDataSetOptions } from './api.ts';
import { refuseWithoutContent } from './availability.ts';
import { chosenFiles } from './chosen-files.ts';
import { DownloadRun, type DownloadRunOwner } from './download-run.ts';
import { TargetFolder } from './target-folder.ts';

export interface DownloaderParts extends Omit<DownloadRunOwner, 'hasNoFastDownload'> {
  dataSets: Pick<DataSetsArea, 'get' | 'files'>;
  downloads: Downloads;
}

/** Downloads data sets of one server. */
export class Downloader {
  private readonly parts: DownloaderParts;
  private readonly owner: DownloadRunOwner;

  constructor(parts: DownloaderParts) {
    this.parts = parts;
    const { office, clock, log, throttle } = parts;
    this.owner = { office, clock, log, throttle, hasNoFastDownload: false };
  }

  /** See DataSetsArea.download. */
  async download(permId: string, options: DownloadDataSetOptions): Promise<DataSetDownload> {
    const { office, dataSets, downloads } = this.parts;
    const call = { signal: options.signal };
    const dataSet = await dataSets.get(permId, call);
    refuseWithoutContent(dataSet, office.site.name);
    const files = chosenFiles(await dataSets.files(dataSet, call), options.paths, permId, office.site.name);
    const destination = resolve(options.folder);
    await onDisk(join(destination, '.'), () => mkdir(destination, { recursive: true }));
    const root = new TargetFolder(nodeDisk, destination);
    const name = safeName(dataSet.permId);
    await root.makeFolder([name]);
    const folder = await downloads.open(join(destination, name));
    try {
      const { base } = await office.dataStore(dataSet.dataStore, call);
      const run = new DownloadRun(this.owner, dataSet, base, folder, options);
      return await run.run(files);
    } finally {
      await folder.close();
    }
  }
}
