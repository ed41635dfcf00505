import { type Blob, BlobStore } from './blobs.ts';

/** A folder has no bytes. */
export interface UploadedEntry {
  path: string;
  blob: Blob | null;
}

/** What a session has uploaded; it ends with the session. */
export interface Workspace {
  /** By path, such as `3f0c…/default/a.txt`. */
  files: Map<string, UploadedEntry>;
  /** By upload id: what came by the older servlet. */
  shared: Map<string, Map<string, UploadedEntry>>;
}

export class Workspaces {
  readonly blobs = new BlobStore();
  private readonly bySession = new Map<string, Workspace>();

  of(token: string): Workspace {
    const known = this.bySession.get(token);
    if (known !== undefined) return known;
    const made = { files: new Map(), shared: new Map() };
    this.bySession.set(token, made);
    return made;
  }

  end(token: string): void {
    this.bySession.delete(token);
  }

  /** Makes the entry where there is none. */
  blobAt(entries: Map<string, UploadedEntry>, path: string): Blob {
    const blob = entries.get(path)?.blob ?? this.blobs.create();
    entries.set(path, { path, blob });
    return blob;
  }

  close(): void {
    this.blobs.close();
  }
}
