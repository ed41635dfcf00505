import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createMarker } from '../clients/juliabase/marker.ts';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { FileCopy, OutboxOrder } from '../outbox/item.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { resultEditKind } from './outbox-result-edits.ts';
import { resultAddKind } from './outbox-results.ts';
import { sampleEditKind, sampleRenameKind } from './outbox-sample-changes.ts';
import { sampleAddKind } from './outbox-samples.ts';
import type { OutboxServiceParts } from './outbox-service.ts';

type QueueName = `outbox.result.${string}` | `outbox.sample.${string}`;
type QueueHandlers = { [Name in keyof Handlers as Name extends QueueName ? Name : never]: Handlers[Name] };

/** What is queued for a server; its order is completed here. */
export interface Queued extends Pick<OutboxOrder, 'kind' | 'title' | 'target'> {
  subject?: string;
  files?: FileCopy[];
  /** False for what carries no mark of ours. */
  isMarked?: boolean;
  payload: JsonValue;
}

export function createQueueHandlers(parts: OutboxServiceParts): QueueHandlers {
  const { outbox } = parts;
  return {
    'outbox.result.add': async ({ connectionId, target, result, imagePath }) => {
      if (result.sampleIds.length + result.seriesNames.length === 0)
        throw new AppError('invalid-input', 'The Result belongs to no sample and no series.', {
          remedy: 'Choose at least one.',
        });
      const id = await queue(parts, connectionId, {
        ...{ kind: resultAddKind, title: `Result: ${result.title}`, payload: result },
        target: target ?? targetOf(result),
        files: await keepFiles(outbox, imagePath),
        isMarked: true,
      });
      return { id };
    },
    'outbox.result.edit': async ({ connectionId, target, edit, imagePath }) => ({
      id: await queue(parts, connectionId, {
        ...{ kind: resultEditKind, title: `Edit of result ${edit.resultId}`, payload: edit },
        target: target ?? `result ${edit.resultId}`,
        subject: `result ${edit.resultId}`,
        files: await keepFiles(outbox, imagePath),
      }),
    }),
    'outbox.sample.add': async ({ connectionId, target, sample }) => ({
      id: await queue(parts, connectionId, {
        ...{ kind: sampleAddKind, title: 'New sample', payload: sample },
        target: target ?? sample.name,
        subject: `sample ${sample.name}`,
      }),
    }),
    'outbox.sample.edit': async ({ connectionId, target, edit }) => ({
      id: await queue(parts, connectionId, {
        ...{ kind: sampleEditKind, title: 'Edit of a sample', payload: edit },
        target: target ?? edit.name,
        subject: `sample ${edit.name}`,
      }),
    }),
    'outbox.sample.rename': async ({ connectionId, target, rename }) => ({
      id: await queue(parts, connectionId, {
        ...{ kind: sampleRenameKind, title: `New name ${rename.newName}`, payload: rename },
        target: target ?? rename.name,
        subject: `sample ${rename.name}`,
      }),
    }),
  };
}

/** On disk when it resolves. */
export async function queue(
  { outbox, connections, nowMs }: OutboxServiceParts,
  connectionId: string,
  { payload, subject, files = [], isMarked = false, ...queued }: Queued,
): Promise<string> {
  const { usesMarks } = await connections.get(connectionId);
  const id = randomUUID();
  const marker = isMarked && usesMarks ? createMarker() : null;
  const order = { ...queued, id, connectionId, files, marker, subject: subject ?? null, lookFirst: false };
  await outbox.add({ order: { ...order, createdMs: nowMs() }, payload });
  return id;
}

async function keepFiles(outbox: Outbox, path: string | undefined): Promise<FileCopy[]> {
  if (path === undefined) return [];
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AppError('not-found', `The file ${path} cannot be read.`, {
      remedy: 'Check its name and its rights.',
      cause,
    });
  });
  return [await outbox.files.keep(basename(path), bytes)];
}

function targetOf({
  sampleIds,
  seriesNames,
}: {
  sampleIds: readonly number[];
  seriesNames: readonly string[];
}): string {
  const [series] = seriesNames;
  return series ?? (sampleIds.length === 1 ? `sample ${sampleIds[0]}` : `${sampleIds.length} samples`);
}
