import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LabState } from './model.ts';

/** Holds the database; one request is one transaction. */
export class LabStore {
  state: LabState;
  private readonly path: string | undefined;
  private readonly seed: () => LabState;

  constructor(seed: () => LabState, path: string | undefined) {
    this.seed = seed;
    this.path = path;
    this.state = path !== undefined && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as LabState) : seed();
  }

  commit(state: LabState): void {
    this.state = state;
    if (this.path === undefined) return;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.part`, JSON.stringify(state), { flush: true });
    renameSync(`${this.path}.part`, this.path);
  }

  reset(): void {
    this.commit(this.seed());
  }
}
