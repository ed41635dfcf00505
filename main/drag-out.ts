import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { AppError } from '../app/contract/app-error.ts';
import type { DraggedFile } from '../app/contract/shell.ts';
import { writeWhole } from '../app/platform/node/write-whole.ts';
import { safeFileName } from './page-rules.ts';

type DrawnFile = Extract<DraggedFile, { name: string }>;

/** Files on their way out of the window. What is drawn for it lies in a folder that goes with the program. */
export class DraggedFiles {
  private readonly tempFolder: string;
  private folder: Promise<string> | undefined;
  private count = 0;

  constructor(tempFolder: string) {
    this.tempFolder = tempFolder;
  }

  /**
   * Where the file lies; one that is only drawn is written first.
   * @throws AppError `invalid-input`, `not-found`, or what the bytes fail with
   */
  async pathOf(dragged: DraggedFile, read: (bytesPath: string) => Promise<Uint8Array>): Promise<string> {
    return 'path' in dragged ? checkedPath(dragged.path) : this.write(dragged, await read(dragged.bytesPath));
  }

  async close(): Promise<void> {
    const folder = await this.folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  /** Into a folder of its own, so that the name is the one that was asked for. */
  private async write({ name }: DrawnFile, bytes: Uint8Array): Promise<string> {
    this.folder ??= mkdtemp(join(this.tempFolder, 'quarry-drag-'));
    this.count += 1;
    const folder = join(await this.folder, String(this.count));
    await mkdir(folder);
    const path = join(folder, safeFileName(name));
    await writeWhole(path, bytes);
    return path;
  }
}

async function checkedPath(path: string): Promise<string> {
  if (!isAbsolute(path)) throw new AppError('invalid-input', `${path} is no absolute path.`);
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile)
    throw new AppError('not-found', `${basename(path)} is no file of this computer.`, {
      remedy: 'Look for it where it was moved to, or on the computer that runs Quarry.',
    });
  return path;
}
