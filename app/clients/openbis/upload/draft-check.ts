import type { BrowseAreas, CallOptions, DataSetsArea, TypesArea } from '../api.ts';
import { referenceOf } from '../identifiers.ts';
import type { DataSetType } from '../model.ts';
import type { DataSetDraft, DraftProblem } from './api.ts';
import { checkedValue, isEmptyInput } from './property-values.ts';
import { type ReadSources, readSources } from './upload-files.ts';

export interface CheckParts extends Pick<BrowseAreas, 'objects' | 'collections'> {
  dataSets: Pick<DataSetsArea, 'found'>;
  types: TypesArea;
}

export interface Owner {
  kind: 'sample' | 'experiment';
  permId: string;
  identifier: string;
}

/** A draft with everything in it found on the server and on the disk. */
export interface ResolvedDraft {
  type: DataSetType | undefined;
  owner: Owner | undefined;
  parents: string[];
  /** As the server takes them. */
  properties: Record<string, string>;
  sources: ReadSources;
  problems: DraftProblem[];
}

/** Looks at everything, also after the first problem; sends nothing of the draft. */
export async function resolveDraft(
  draft: DataSetDraft,
  parts: CheckParts,
  options: CallOptions,
): Promise<ResolvedDraft> {
  const problems: DraftProblem[] = [];
  const [type, owner, parents, sources] = await Promise.all([
    parts.types.dataSetType(draft.type, options),
    findOwner(draft.owner, parts, options),
    findParents(draft.parents ?? [], parts, options),
    readSources(draft.files),
  ]);
  if (type === undefined) problems.push({ key: 'type', message: `There is no data set type “${draft.type}”.` });
  if (owner === undefined) {
    const message = `There is no object or collection “${draft.owner}” that you may see.`;
    problems.push({ key: 'entityIdentifier', message });
  }
  for (const missing of parents.missing)
    problems.push({ key: 'parent', message: `There is no data set “${missing}” that you may see.` });
  problems.push(...sources.problems);
  const checked = type === undefined ? { sent: {}, problems: [] } : checkProperties(type, draft.properties ?? {});
  problems.push(...checked.problems);
  return { type, owner, parents: parents.found, properties: checked.sent, sources, problems };
}

/** Properties as the server takes them, and what is wrong with them. Empty ones are left out. */
export function checkProperties(
  type: DataSetType,
  given: NonNullable<DataSetDraft['properties']>,
): { sent: Record<string, string>; problems: DraftProblem[] } {
  const checked = checkGiven(type, given);
  const problems = [...checked.problems];
  for (const { code, label, isMandatory, isComputed } of type.properties)
    if (isMandatory && !isComputed && !checked.codes.has(code))
      problems.push({ key: `prop.${code}`, message: `${label} is mandatory.` });
  return { sent: checked.sent, problems };
}

/** The same for changes of what is there: an empty value clears, what is not given stays. */
export function checkChanges(
  type: DataSetType,
  given: NonNullable<DataSetDraft['properties']>,
): { sent: Record<string, string | null>; problems: DraftProblem[] } {
  const { sent, problems, empty } = checkGiven(type, given);
  const cleared: Record<string, null> = {};
  for (const code of empty) {
    const assignment = type.properties.find((one) => one.code === code);
    const key = `prop.${code}` as const;
    if (assignment === undefined) problems.push({ key, message: `${type.code} has no property ${code}.` });
    else if (assignment.isMandatory) problems.push({ key, message: `${assignment.label} is mandatory.` });
    else cleared[code] = null;
  }
  return { sent: { ...sent, ...cleared }, problems };
}

function checkGiven(type: DataSetType, given: NonNullable<DataSetDraft['properties']>) {
  const problems: DraftProblem[] = [];
  const sent: Record<string, string> = {};
  const codes = new Set<string>();
  const empty: string[] = [];
  for (const [name, input] of Object.entries(given)) {
    const code = name.trim().toUpperCase();
    const assignment = type.properties.find((one) => one.code === code);
    const key = `prop.${code}` as const;
    if (isEmptyInput(input)) {
      empty.push(code);
      continue;
    }
    codes.add(code);
    if (assignment === undefined) problems.push({ key, message: `${type.code} has no property ${code}.` });
    else if (assignment.isComputed) problems.push({ key, message: `${assignment.label} is computed by the server.` });
    else {
      const checked = checkedValue(assignment, input);
      if ('sent' in checked) sent[code] = checked.sent;
      else problems.push({ key, message: `${assignment.label}: ${checked.problem}` });
    }
  }
  return { sent, problems, codes, empty };
}

/** An object wins over a collection of the same name; a bare code is that of a collection first. */
async function findOwner(text: string, parts: CheckParts, options: CallOptions): Promise<Owner | undefined> {
  if (text.trim() === '') return undefined;
  const find = {
    sample: () => parts.objects.find(text, options),
    experiment: () => parts.collections.find(text, options),
  };
  const order =
    referenceOf(text).by === 'code' ? (['experiment', 'sample'] as const) : (['sample', 'experiment'] as const);
  for (const kind of order) {
    const found = await find[kind]();
    if (found !== undefined) return { kind, permId: found.permId, identifier: found.identifier };
  }
  return undefined;
}

async function findParents(
  wanted: readonly string[],
  { dataSets }: CheckParts,
  options: CallOptions,
): Promise<{ found: string[]; missing: string[] }> {
  const permIds = [...new Set(wanted.map((permId) => permId.trim()).filter((permId) => permId !== ''))];
  const visible = new Map((await dataSets.found(permIds, options)).map(({ permId }) => [permId.toUpperCase(), permId]));
  const found: string[] = [];
  const missing: string[] = [];
  for (const permId of permIds) {
    const known = visible.get(permId.toUpperCase());
    if (known === undefined) missing.push(permId);
    else found.push(known);
  }
  return { found, missing };
}
