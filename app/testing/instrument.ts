import { appendFileSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the files of an instrument look; their numbers make all contents different. */
export interface InstrumentFiles {
  folders: readonly string[];
  whole(number: number): string;
  /** What stands there while it is being written, and what comes then. */
  halves(number: number): readonly [string, string];
  /** A file that is renamed keeps its folder. */
  keepsFolders: boolean;
}

/** An instrument at work: new files, some written in two steps, some changed, renamed or moved. */
export class Instrument {
  private readonly random: () => number;
  private readonly root: string;
  private readonly looks: InstrumentFiles;
  private readonly rests = new Map<string, string>();
  private made = 0;

  constructor(root: string, looks: InstrumentFiles, random: () => number) {
    this.root = root;
    this.looks = looks;
    this.random = random;
    for (const name of looks.folders) mkdirSync(join(root, name), { recursive: true });
  }

  act(): void {
    const dice = this.random();
    const [half] = this.rests.keys();
    if (dice < 0.4) this.create();
    else if (dice < 0.6) this.begin();
    else if (dice < 0.7 && half !== undefined) this.finish(half);
    else if (dice < 0.85) this.withSome((path) => writeFileSync(path, this.looks.whole(++this.made)));
    else
      this.withSome((path) => {
        const free = this.newPath();
        renameSync(path, this.looks.keepsFolders ? join(dirname(path), basename(free)) : free);
      });
  }

  create(): void {
    writeFileSync(this.newPath(), this.looks.whole(this.made));
  }

  finishAll(): void {
    for (const half of [...this.rests.keys()]) this.finish(half);
  }

  files(): string[] {
    return readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  private begin(): void {
    const path = this.newPath();
    const [first, rest] = this.looks.halves(this.made);
    writeFileSync(path, first);
    this.rests.set(path, rest);
  }

  private finish(path: string): void {
    const rest = this.rests.get(path) ?? '';
    this.rests.delete(path);
    appendFileSync(path, rest);
  }

  private newPath(): string {
    const { folders } = this.looks;
    const folder = folders[Math.floor(this.random() * folders.length)] ?? '';
    this.made += 1;
    return join(this.root, folder, `${this.made}.dat`);
  }

  private withSome(work: (path: string) => void): void {
    const whole = this.files().filter((path) => !this.rests.has(path));
    const path = whole[Math.floor(this.random() * whole.length)];
    if (path !== undefined) work(path);
  }
}
