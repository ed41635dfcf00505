import { createReadStream } from 'node:fs';
import { AppError } from '../contract/app-error.ts';

/** Opened when it is read: a stream that fails before anybody listens would end the core. */
export async function* bytesOfFile(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* createReadStream(path, { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new AppError('not-found', `${path} cannot be read.`, {
      ...{ remedy: 'Look whether it is still there, then try again.', cause },
    });
  }
}
