import { AppError } from '../../../contract/app-error.ts';
import type { CallOptions, DataSetsArea } from '../api.ts';
import type { DataSet } from '../model.ts';
import type { UploadTrace } from './api.ts';
import { differences } from './compare-files.ts';
import type { RegistrationDraft } from './registering.ts';

export interface LookupParts {
  dataSets: Pick<DataSetsArea, 'search' | 'found' | 'files'>;
  /** Who registers; null if nobody knows. */
  user: string | null;
  source: string;
}

/** More than anybody registers for one owner while an answer is lost. */
const newest = 50;

/** The newest data sets of that type and owner: who is among them now was not made by what follows. */
export async function knownBefore(
  { dataSets }: LookupParts,
  draft: RegistrationDraft,
  options: CallOptions,
): Promise<string[]> {
  return (await candidates(dataSets, draft, options)).map(({ permId }) => permId);
}

/**
 * The data set that an upload has made, if it is there: by its id if we chose it, else the one new data set of that
 * type, owner and user whose files are those that were sent.
 * @returns undefined if there is none yet
 * @throws AppError 'conflict' if there are several that it may be
 */
export async function findRegistered(
  parts: LookupParts,
  draft: RegistrationDraft,
  trace: UploadTrace,
  options: CallOptions,
): Promise<string | undefined> {
  const { registration } = trace;
  if (registration === null) return undefined;
  if (registration.permId !== null) {
    const [chosen] = await parts.dataSets.found([registration.permId], options);
    return chosen?.permId;
  }
  const known = new Set(registration.known);
  const fresh = (await candidates(parts.dataSets, draft, options)).filter(({ permId }) => !known.has(permId));
  const matches: string[] = [];
  for (const one of fresh) if (await isOurs(parts, one, draft, trace, options)) matches.push(one.permId);
  const [first, second] = matches;
  if (second === undefined) return first;
  throw new AppError(
    'conflict',
    `${matches.length} new data sets of ${parts.source} have these files: ${matches.join(', ')}.`,
    {
      remedy: 'Look which one is yours; Quarry sends nothing more.',
      source: parts.source,
      details: { outcome: 'unknown', permIds: matches },
    },
  );
}

async function candidates(
  dataSets: LookupParts['dataSets'],
  { type, owner }: RegistrationDraft,
  options: CallOptions,
): Promise<DataSet[]> {
  const of = owner.kind === 'sample' ? { object: owner.permId } : { collection: owner.permId };
  const { items } = await dataSets.search({ type, ...of }, { ...options, count: newest, sort: 'REGISTRATION_DATE' });
  return items;
}

async function isOurs(
  { dataSets, user }: LookupParts,
  one: DataSet,
  draft: RegistrationDraft,
  trace: UploadTrace,
  options: CallOptions,
): Promise<boolean> {
  const isOthers = user !== null && one.registrator !== null && one.registrator.toLowerCase() !== user.toLowerCase();
  // A data set of the collection itself, not of an object in it.
  const isElsewhere = draft.owner.kind === 'experiment' && one.object !== null;
  if (isOthers || isElsewhere) return false;
  return (await differences(draft.sources, trace.way, await dataSets.files(one, options))).length === 0;
}
