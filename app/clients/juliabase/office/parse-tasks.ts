import { z } from 'zod';
import { listOf, tableOf } from '../first-issue.ts';
import { check } from '../parse.ts';
import type { Place } from '../place.ts';
import type { Task, TaskPriority, TaskStatus } from './api.ts';

/** As the server writes them, so that they sort well. */
export const taskPriorities: Readonly<Record<TaskPriority, string>> = {
  critical: '0 critical',
  high: '1 high',
  normal: '2 normal',
  low: '3 low',
};
export const taskStatuses: Readonly<Record<TaskStatus, string>> = {
  finished: '0 finished',
  new: '1 new',
  accepted: '2 accepted',
  'in progress': '3 in progress',
};

const pk = z.int().positive();
const taskSchema = z.object({
  id: pk,
  status: z.string().transform(wordOf(taskStatuses)),
  priority: z.string().transform(wordOf(taskPriorities)),
  customer: z.string(),
  operator: z.string().nullable(),
  process_class: z.string(),
  finished_process: pk.nullable(),
  comments: z.string(),
  samples: listOf(pk),
  creating_timestamp: z.string(),
  last_modified: z.string(),
});
const taskLists = tableOf(tableOf(taskSchema));

/** The tasks of all lists in an answer, by id. */
export function parseTasks(value: unknown, place: Place): Task[] {
  const tasks = [...check(taskLists, value, place).values()].flatMap((list) => [...list.values()]);
  return tasks
    .map((task) => ({
      id: task.id,
      processClass: task.process_class.replace(/^.* \| /, ''),
      status: task.status,
      priority: task.priority,
      customer: task.customer,
      operator: task.operator,
      comments: task.comments,
      sampleIds: task.samples,
      finishedProcessId: task.finished_process,
      createdUtc: task.creating_timestamp,
      lastModifiedUtc: task.last_modified,
    }))
    .sort((left, right) => left.id - right.id);
}

function wordOf<W extends string>(words: Readonly<Record<W, string>>) {
  return (sent: string, context: z.core.$RefinementCtx<string>): W => {
    // The keys of the table are exactly its words.
    const found = (Object.keys(words) as W[]).find((word) => words[word] === sent);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `expected one of ${Object.values(words).join(', ')}` });
    return z.NEVER;
  };
}
