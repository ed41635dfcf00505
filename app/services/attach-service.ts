import { createHash } from 'node:crypto';
import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import { appendMarks, readMarks, stripMarks } from '../clients/juliabase/marker.ts';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { AttachDraft, AttachPlan, AttachSubject } from '../contract/attach.ts';
import type { Handlers } from '../contract/contract.ts';
import { isResult, type Result } from '../domain/juliabase.ts';
import type { FileCopy } from '../outbox/item.ts';
import { checkAttachment } from './attach-checks.ts';
import { type ConductivityAttachParts, conductivityToAttach } from './attach-conductivity.ts';
import { differingCells } from './attach-content.ts';
import type { AttachedFigure } from './attach-figure.ts';
import {
  type AttachContent,
  basisOf,
  decideAction,
  type ExistingAttachment,
  listChanges,
  requestPreview,
} from './attach-plan.ts';
import { type TableAttachParts, tableToAttach } from './attach-table.ts';
import { targetOfTable } from './attach-target.ts';
import { keepLast } from './keep-last.ts';
import type { Queued } from './outbox-queue.ts';
import { resultEditKind } from './outbox-result-edits.ts';
import { resultAddKind } from './outbox-results.ts';
import type { ConnectionRecords } from './service-context.ts';

type AttachHandlers = {
  [Name in keyof Handlers as Name extends `figures.attach.${string}` ? Name : never]: Handlers[Name];
};

export interface AttachServiceParts {
  connections: ConnectionRecords;
  clientOf(connectionId: string): Promise<JuliaBaseClient>;
  conductivity: ConductivityAttachParts;
  tables: TableAttachParts;
  /** Keeps a copy of what is to be sent. */
  keepFile(name: string, bytes: Uint8Array): Promise<FileCopy>;
  /** Puts a write into the outbox. @returns the id of its item */
  enqueue(connectionId: string, queued: Queued): Promise<string>;
  nowMs(): number;
}

/** What is attached: the figure as it is drawn, and what was typed so far. */
interface Attachment {
  subject: AttachSubject;
  draft: Given;
  mode: 'auto' | 'create';
  /** Of a recipe whose Results stand beside those that are attached by hand. */
  recipeId?: string | undefined;
}

/** What the user has typed so far. */
type Given = { [Field in keyof AttachDraft]?: AttachDraft[Field] | undefined };

/** Everything that a write needs, read from the server just now. */
export interface PreparedAttachment {
  figure: AttachedFigure;
  client: JuliaBaseClient;
  content: AttachContent;
  existing: ExistingAttachment | null;
}

export function createAttachHandlers(given: AttachServiceParts): AttachHandlers {
  // A plan is made anew at each change of a text, and once more when it is carried out; the picture stays the same.
  const parts = {
    ...given,
    conductivity: { ...given.conductivity, drawImage: keepLast(given.conductivity.drawImage) },
    tables: { ...given.tables, drawTable: keepLast(given.tables.drawTable) },
  };
  return {
    'figures.attach.plan': async ({ subject, draft, mode }, { signal }) => {
      const prepared = await prepareAttachment(parts, { subject, draft, mode }, signal);
      return plan(parts, prepared, signal);
    },

    'figures.attach.start': async ({ subject, draft, mode, resultId, basis }, { signal }) => {
      const attachment: Attachment = { subject, draft, mode: mode === 'update' ? 'auto' : 'create' };
      const prepared = await prepareAttachment(parts, attachment, signal);
      const { existing } = prepared;
      if (mode === 'update' && (existing === null || existing.result.id !== resultId || basisOf(existing) !== basis)) {
        throw new AppError('conflict', 'The result has changed at the server since you looked.', {
          remedy: 'Look at the changes again, then update.',
        });
      }
      const blocking = (await plan(parts, prepared, signal)).checks.find((check) => check.blocking && !check.ok);
      if (blocking !== undefined) throw new AppError('invalid-input', blocking.text);
      return { itemId: await queueAttachment(parts, prepared, mode) };
    },

    'figures.attach.target': ({ tableId }) => targetOfTable(parts.tables.kept, tableId),
  };
}

/** Fits, draws and reads what the server holds of this figure. */
export async function prepareAttachment(
  parts: AttachServiceParts,
  { subject, draft: given, mode, recipeId }: Attachment,
  signal: AbortSignal,
): Promise<PreparedAttachment> {
  const client = await parts.clientOf(connectionOf(parts, subject));
  const figure =
    subject.kind === 'conductivity'
      ? await conductivityToAttach(parts.conductivity, subject.spec, recipeId)
      : await tableToAttach(parts.tables, client, subject, signal);
  const existing = mode === 'create' ? null : await findExisting(client, figure, signal);
  const draft = completeDraft(figure, given, existing, parts.nowMs());
  const bytes = await figure.draw(draft.imageFormat);
  const content: AttachContent = {
    draft,
    table: figure.table(draft.columns),
    image: {
      bytes,
      fileName: `${figure.fileName}.${draft.imageFormat}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    seriesName: figure.seriesName,
    sampleIds: figure.members.map((member) => member.id),
    sampleNames: figure.members.map((member) => member.name),
  };
  return { figure, client, content, existing };
}

function connectionOf({ conductivity }: AttachServiceParts, subject: AttachSubject): string {
  return subject.kind === 'table' ? subject.connectionId : conductivity.figures.get(subject.spec.figureId).connectionId;
}

/** This figure's own result, told by the identity in its comments; always read from the server. */
async function findExisting(
  client: JuliaBaseClient,
  { seriesName, members, identity }: AttachedFigure,
  signal: AbortSignal,
): Promise<ExistingAttachment | null> {
  const onSeries = seriesName === null ? [] : await client.series.results(seriesName, { signal });
  // It may have been attached to the samples alone, to all or to those that were members then.
  const own = oldestOf(onSeries, identity) ?? oldestOf(await resultsOnSamples(client, members, signal), identity);
  if (own === undefined) return null;
  return { result: own, comments: stripMarks(own.comments), state: await client.results.state(own.id, { signal }) };
}

function oldestOf(results: readonly Result[], identity: string): Result | undefined {
  const own = results.filter(({ comments }) => readMarks(comments)?.identity === identity);
  return own.toSorted((a, b) => a.id - b.id)[0];
}

async function resultsOnSamples(
  client: JuliaBaseClient,
  members: AttachedFigure['members'],
  signal: AbortSignal,
): Promise<Result[]> {
  const results = members.map(async ({ id }): Promise<Result[]> => {
    try {
      return (await client.samples.byId(id, { signal })).processes.filter(isResult);
    } catch (error) {
      if (!isAppError(error, 'forbidden', 'not-found')) throw error;
      return [];
    }
  });
  return (await Promise.all(results)).flat();
}

function completeDraft(
  { proposed, columns: offered, seriesName, members }: AttachedFigure,
  given: Given,
  existing: ExistingAttachment | null,
  nowMs: number,
): AttachDraft {
  const now = new Date(Math.floor(nowMs / 1000) * 1000).toISOString();
  const columns = given.columns?.filter((column) => offered.includes(column)) ?? [];
  return {
    title: given.title ?? existing?.result.title ?? proposed.title,
    comments: given.comments ?? proposed.comments,
    // An update keeps the time of the result, or an unchanged figure would always look changed.
    timestampUtc:
      given.timestampUtc ?? (existing === null ? now : new Date(existing.result.timestampUtc).toISOString()),
    timestampInaccuracy: given.timestampInaccuracy ?? existing?.result.timestampInaccuracy ?? 0,
    imageFormat: given.imageFormat ?? (existing?.result.imageType === 'pdf' ? 'pdf' : 'png'),
    columns: columns.length > 0 ? columns : proposed.columns,
    attachToSeries: seriesName !== null && (given.attachToSeries ?? true),
    attachToSamples: members.length > 0 && (given.attachToSamples ?? true),
    editDescription: given.editDescription ?? (existing === null ? '' : proposed.editDescription),
  };
}

async function plan(parts: AttachServiceParts, prepared: PreparedAttachment, signal: AbortSignal): Promise<AttachPlan> {
  const { content, existing, client } = prepared;
  const { identity } = prepared.figure;
  const storedComments = appendMarks(content.draft.comments, { marker: 'x'.repeat(26), identity }).replaceAll(
    'x'.repeat(26),
    '…',
  );
  const checks = await checkAttachment({ client, content, existing, signal });
  const rootUrl = (await parts.connections.get(prepared.figure.connectionId)).url;
  return {
    action: decideAction(content, existing),
    existing: existing && {
      resultId: existing.result.id,
      title: existing.result.title,
      timestampUtc: existing.result.timestampUtc,
      operator: existing.result.operator,
      url: `${rootUrl}results/${existing.result.id}`,
      mayEdit: checks.mayEdit,
    },
    draft: content.draft,
    operator: client.user,
    seriesName: content.seriesName,
    sampleNames: content.sampleNames,
    columns: [...prepared.figure.columns],
    table: content.table,
    storedComments,
    checks: checks.list,
    changes: existing === null ? [] : listChanges(content, existing),
    changedCells: existing === null ? [] : differingCells(existing.result.table, content.table),
    request: requestPreview(content, storedComments, client.user),
    basis: basisOf(existing),
  };
}

/** Puts the write into the outbox. @returns the id of its item */
export async function queueAttachment(
  parts: AttachServiceParts,
  prepared: PreparedAttachment,
  mode: 'create' | 'update',
): Promise<string> {
  const { content, existing, figure } = prepared;
  const { draft, image } = content;
  const others = existing?.result.sampleIds.filter((id) => !content.sampleIds.includes(id)) ?? [];
  const result = {
    title: draft.title,
    comments: draft.comments,
    timestampUtc: draft.timestampUtc,
    timestampInaccuracy: draft.timestampInaccuracy,
    sampleIds: draft.attachToSamples ? [...content.sampleIds, ...others] : (existing?.result.sampleIds ?? []),
    seriesNames: seriesNames(content, existing),
    // Of an interface, which is no JSON to the compiler.
    table: { ...content.table },
    figureIdentity: figure.identity,
  };
  const queued = {
    target: figure.seriesName ?? content.sampleNames[0] ?? '',
    files: [await parts.keepFile(image.fileName, image.bytes)],
  };
  if (mode === 'create' || existing === null)
    return parts.enqueue(figure.connectionId, {
      ...{ ...queued, kind: resultAddKind, title: `Result: ${draft.title}`, isMarked: true, payload: result },
    });
  const { id: resultId } = existing.result;
  const edit = { ...result, resultId, description: draft.editDescription, expect: stateOf(existing) };
  return parts.enqueue(figure.connectionId, {
    ...{ ...queued, kind: resultEditKind, title: `Update of result ${resultId}: ${draft.title}`, payload: edit },
    subject: `result ${resultId}`,
  });
}

function stateOf({ state }: ExistingAttachment) {
  return { ...state, table: { ...state.table } };
}

/** An edit replaces the whole list, so what others have linked is sent along. */
function seriesNames(content: AttachContent, existing: ExistingAttachment | null): string[] {
  const names = new Set(existing?.result.seriesNames ?? []);
  if (content.draft.attachToSeries && content.seriesName !== null) names.add(content.seriesName);
  return [...names];
}
