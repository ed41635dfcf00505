import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import { CollectionColour, CollectionThingSchema, ThingOrigin } from '../contract/collections.ts';

export const manifestName = 'manifest.json';
export const readmeName = 'README.md';
export const crateName = 'ro-crate-metadata.json';
export const manifestFormat = 'quarry-collection';
/** Raised when a reader of today would misunderstand what is written then. */
export const manifestVersion = 1;
const mostItems = 20_000;

export const ManifestFile = z.object({
  /** Below the folder of the manifest, with `/`. */
  path: z.string().min(1).max(1000),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.string().min(1),
  /** What it is, for people. */
  about: z.string(),
  asOfUtc: z.iso.datetime().nullable(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

export const ManifestItem = z.object({
  thing: CollectionThingSchema,
  title: z.string().min(1).max(4000),
  origin: ThingOrigin,
  asOfUtc: z.iso.datetime().nullable(),
  addedUtc: z.iso.datetime(),
  note: z.string(),
  tags: z.array(z.string()),
  /** Why its data is not in the folder, or only a part of it. */
  problem: z.string().nullable(),
  files: z.array(ManifestFile),
});
export type ManifestItem = z.infer<typeof ManifestItem>;

export const Manifest = z.object({
  format: z.literal(manifestFormat),
  version: z.literal(manifestVersion),
  quarryVersion: z.string(),
  exportedUtc: z.iso.datetime(),
  collection: z.object({
    name: z.string().trim().min(1).max(400),
    notes: z.string(),
    tags: z.array(z.string()),
    // A colour of a later Quarry is no reason to refuse the rest.
    colour: CollectionColour.catch('none'),
    createdUtc: z.iso.datetime(),
  }),
  items: z.array(ManifestItem).max(mostItems),
  /** What belongs to no single thing. */
  files: z.array(ManifestFile),
});
export type Manifest = z.infer<typeof Manifest>;

const Versioned = z.object({ format: z.literal(manifestFormat), version: z.number().int().min(1) });

/** All files that a manifest names. */
export function filesOf({ items, files }: Pick<Manifest, 'items' | 'files'>): ManifestFile[] {
  return [...files, ...items.flatMap((item) => item.files)];
}

/**
 * Reads the text of a manifest.
 * @param path where it was read, for errors
 * @throws AppError 'unsupported' if a newer Quarry wrote it, 'invalid-input' naming the entry if it is damaged
 */
export function parseManifest(text: string, path: string): Manifest {
  const json = parseJson(text, path);
  const versioned = Versioned.safeParse(json);
  if (!versioned.success)
    throw new AppError('invalid-input', `${path} is no manifest of an exported collection.`, {
      remedy: 'Choose a folder that Quarry has exported.',
    });
  if (versioned.data.version > manifestVersion)
    throw new AppError(
      'unsupported',
      `${path} was written by a newer Quarry: its version is ${versioned.data.version}, this Quarry reads up to ${manifestVersion}.`,
      { remedy: 'Import it with that version.' },
    );
  const parsed = Manifest.safeParse(json);
  if (parsed.success) return withSafePaths(parsed.data, path);
  const [issue] = parsed.error.issues;
  throw damaged(path, `at ${placeText(issue?.path ?? [])}, ${issue?.message ?? 'something is missing'}`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, 'it is no JSON', cause);
  }
}

/** Nothing that a manifest names may lie outside its folder, whatever the system makes of the sign. */
function withSafePaths(manifest: Manifest, path: string): Manifest {
  const seen = new Set<string>([manifestName]);
  for (const file of filesOf(manifest)) {
    const reason = whyUnsafe(file.path) ?? (seen.has(file.path.toLowerCase()) ? 'is named twice' : undefined);
    if (reason !== undefined)
      throw new AppError('invalid-input', `${path} names the file ${JSON.stringify(file.path)}, which ${reason}.`, {
        remedy: 'Nothing was imported. Ask whoever gave you the folder for another export.',
      });
    seen.add(file.path.toLowerCase());
  }
  return manifest;
}

function whyUnsafe(path: string): string | undefined {
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) return 'is an absolute path';
  const parts = path.split(/[/\\]/);
  if (parts.includes('..')) return 'lies outside the folder';
  if (path.includes('\\') || parts.includes('.') || parts.includes('')) return 'is no plain path';
  return /\p{Cc}/u.test(path) ? 'has signs that no file name has' : undefined;
}

function damaged(path: string, what: string, cause?: unknown): AppError {
  return new AppError('invalid-input', `The manifest ${path} is damaged: ${what}.`, {
    remedy: 'Nothing was imported. Copy the exported folder anew, whole.',
    cause,
  });
}

function placeText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('');
}
