import type { FileEntry, FileState, FileTally } from './api.ts';

const nothing: FileTally = { verified: 0, unconfirmed: 0, missing: 0, failed: 0, bytes: 0, failure: null };

/** What the lines of a manifest say of the files of a folder. */
export class ManifestFacts {
  private readonly files = new Map<string, FileEntry>();
  private readonly notes = new Map<string, unknown>();
  private readonly tallies = new Map<string, FileTally>();

  entry(id: string): FileEntry | undefined {
    return this.files.get(id);
  }

  /** In the order in which they were first noted. */
  entries(): FileEntry[] {
    return [...this.files.values()];
  }

  /** Of one group, without a walk over all files. */
  tally(group: string): FileTally {
    return this.tallies.get(group) ?? nothing;
  }

  note(name: string): unknown {
    return this.notes.get(name);
  }

  allNotes(): Record<string, unknown> {
    return Object.fromEntries(this.notes);
  }

  put(entry: FileEntry): void {
    this.drop(entry.id, true);
    this.files.set(entry.id, entry);
    this.count(entry, 1);
  }

  /** @param keepsPlace the file is noted anew right after */
  drop(id: string, keepsPlace = false): boolean {
    const before = this.files.get(id);
    if (before === undefined) return false;
    this.count(before, -1);
    if (!keepsPlace) this.files.delete(id);
    return true;
  }

  putNote(name: string, value: unknown): void {
    this.notes.set(name, value);
  }

  /** A line as it was written; people may have edited it, so one that does not read says nothing. */
  read(line: string): void {
    const value = objectOf(line);
    if (value === undefined) return;
    if (typeof value.note === 'string') this.notes.set(value.note, value.value);
    if (typeof value.dropped === 'string') this.drop(value.dropped);
    const entry = entryOf(value.file);
    if (entry !== undefined) this.put(entry);
  }

  private count({ group, state, bytes, message }: FileEntry, step: 1 | -1): void {
    const before = this.tally(group);
    const field = state === 'size-unconfirmed' ? 'unconfirmed' : state;
    const isHere = state === 'verified' || state === 'size-unconfirmed';
    this.tallies.set(group, {
      ...before,
      [field]: before[field] + step,
      bytes: before.bytes + (isHere ? step * (bytes ?? 0) : 0),
      failure: state === 'failed' && step === 1 ? message : before.failure,
    });
  }
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // Any object will do: each field is looked at by itself.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const states: readonly FileState[] = ['verified', 'size-unconfirmed', 'missing', 'failed'];

/** What does not read as an entry is none, and its file is looked at anew. */
function entryOf(value: unknown): FileEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // Each field is looked at by itself.
  const given = value as Record<string, unknown>;
  const text = (key: string): string | null => {
    const found = given[key];
    return typeof found === 'string' ? found : null;
  };
  const state = states.find((one) => one === given.state);
  const id = text('id');
  if (state === undefined || id === null) return undefined;
  return {
    ...{ id, group: text('group') ?? '', record: text('record'), segment: text('segment'), file: text('file') },
    ...{ url: text('url'), bytes: typeof given.bytes === 'number' ? given.bytes : null, sha256: text('sha256') },
    ...{ state, message: text('message'), asOf: text('asOf') ?? '' },
  };
}
