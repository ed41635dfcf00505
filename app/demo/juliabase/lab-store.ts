import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type LabState, stateVersion } from './model.ts';

/** Holds the database; one request is one transaction. */
export class LabStore {
  state: LabState;
  private readonly path: string | undefined;
  private readonly seed: () => LabState;

  constructor(seed: () => LabState, path: string | undefined) {
    this.seed = seed;
    this.path = path;
    this.state = (path === undefined ? undefined : readState(path)) ?? seed();
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

function readState(path: string): LabState | undefined {
  if (!existsSync(path)) return undefined;
  let state: LabState;
  try {
    // Only this class writes the file; its version tells whether the shape is the present one.
    state = JSON.parse(readFileSync(path, 'utf8')) as LabState;
  } catch (cause) {
    throw new Error(`The demo data in ${path} cannot be read. Delete the file to start with fresh ones.`, { cause });
  }
  if (state.version === stateVersion) return state;
  // Kept beside, since somebody may have tried things in it.
  renameSync(path, `${path}.old`);
  return undefined;
}
