import { UserFailure } from '../wire/failures.ts';

/** A path below the workspace: relative, with `/`, and leading nowhere else. */
export function checkedPath(path: string, what: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.includes('..')) throw new UserFailure(`${what} must not contain '../'.`);
  if (parts.length === 0) throw new UserFailure(`${what} cannot be empty.`);
  return parts.join('/');
}

export function checkedUploadId(uploadId: string): string {
  if (uploadId === '') throw new UserFailure('Upload id cannot be null or empty.');
  if (uploadId.includes('/')) throw new UserFailure("Upload id must not contain '/'.");
  return uploadId;
}
