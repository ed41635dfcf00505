import { toAppError } from '../../contract/app-error.ts';
import { withDetails } from './failures.ts';
import type { ProcessClass } from './institute/process-class.ts';
import { withFieldNames } from './institute/process-form.ts';

/** Runs a write of a form; a rejection names the fields as the description does, too. */
export async function withNamedFields<T>(description: ProcessClass, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    const error = toAppError(thrown);
    const fields = withFieldNames(description, error.details?.fields);
    throw fields === undefined ? error : withDetails(error, { fields });
  }
}
