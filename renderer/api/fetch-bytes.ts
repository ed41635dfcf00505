import { AppError } from '../../app/contract/app-error.ts';
import { AppErrorDataSchema } from '../../app/contract/common.ts';
import { t } from '../ui/language.ts';

/** A byte answer of the core. @throws AppError as the core gave it */
export async function fetchBytes(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw await bytesError(response);
  return new Uint8Array(await response.arrayBuffer());
}

/** Byte answers fail with the same named error as calls. */
async function bytesError(response: Response): Promise<AppError> {
  const text = await response.text();
  const named = AppErrorDataSchema.safeParse(parsed(text));
  if (named.success) return AppError.fromData(named.data);
  return new AppError('internal', t('What is to be drawn could not be read.'), {
    remedy: t('Open it again.'),
    details: { status: response.status, answer: text.slice(0, 400) },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
