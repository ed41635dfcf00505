import { AppError, isAppError } from '../../../contract/app-error.ts';
import type { Pk } from '../../../domain/juliabase.ts';
import type { FormField } from '../../http/request-body.ts';
import type { CallOptions } from '../api.ts';
import { checkMarkdown, invalidDraft } from '../checks.ts';
import { answersTrueFor } from '../classify-write.ts';
import { type FormSending, settledByLook, withKnownOutcome } from '../form-sending.ts';
import { formFields } from '../requests.ts';
import type { RequiredKeys } from '../required-keys.ts';
import { sameSet, sameText } from '../result-compare.ts';
import type { Selection, SelectionPlan } from '../selection.ts';
import type { Wire } from '../wire.ts';
import type { Task, TaskDraft, TaskEdit, TaskPriority, TaskStatus, TasksArea } from './api.ts';
import { parseTasks, taskPriorities, taskStatuses } from './parse-tasks.ts';
import type { ProcessClassIds } from './process-class-ids.ts';

export interface TasksParts {
  user: string;
  wire: Wire;
  required: RequiredKeys;
  selection: Selection;
  sending: FormSending;
  classIds: ProcessClassIds;
}

type TaskContent = Pick<Task, 'priority' | 'comments' | 'sampleIds' | 'status' | 'operator' | 'finishedProcessId'>;

/** The server does not tell the id of a new task. */
const noId = 0;

export function createTasks({ user, wire, required, selection, sending, classIds }: TasksParts): TasksArea {
  const source = wire.site.name;

  async function list(options?: CallOptions): Promise<Task[]> {
    const path = 'tasks/';
    return parseTasks(await wire.json(path, options), wire.placeOf(path));
  }

  /** Undefined where the user does not look at the list of the task. */
  async function find(id: Pk, options?: CallOptions): Promise<Task | undefined> {
    return (await list(options)).find((task) => task.id === id);
  }

  /** Empty on servers that give no tasks as data. */
  async function idsBefore(options?: CallOptions): Promise<ReadonlySet<Pk>> {
    try {
      return new Set((await list(options)).map(({ id }) => id));
    } catch (error) {
      if (isAppError(error, 'unsupported')) return new Set();
      throw error;
    }
  }

  async function fieldsOf(classId: Pk, content: TaskContent, options?: CallOptions): Promise<FormField[]> {
    checkMarkdown('comments', 'comments', content.comments);
    if (content.sampleIds.length === 0)
      throw invalidDraft('sampleIds', 'The task has no samples.', 'Choose at least one.');
    const { operator, status, priority, comments, sampleIds, finishedProcessId } = content;
    return formFields({
      process_class: classId,
      priority: taskPriorities[priority],
      status: taskStatuses[status],
      comments,
      sample_list: sampleIds,
      operator: operator === null ? null : await required.person(operator, 'operator', options),
      finished_process: finishedProcessId,
    });
  }

  async function add(draft: TaskDraft, options: CallOptions): Promise<Task | undefined> {
    const content = contentOfDraft(draft);
    const fields = await fieldsOf(await classIds.of(draft.processClass, options), content, options);
    const before = await idsBefore(options);
    const plan = await selection.forAdding('tasks/add/', draft, options);
    const findNew = async (): Promise<Task | undefined> => {
      const fresh = (await list(options)).filter((task) => !before.has(task.id) && task.customer === user);
      return fresh.find(
        (task) => task.processClass === draft.processClass.typeName && differences(content, task).length === 0,
      );
    };
    const look = async (): Promise<Pk | 'absent' | 'unclear'> => (await findNew())?.id ?? 'unclear';
    await send(plan, fields, noId, look, options);
    return findNew().catch(() => undefined);
  }

  async function edit(id: Pk, wanted: TaskEdit, options: CallOptions): Promise<Task> {
    const before = await find(id, options);
    if (before === undefined) throw notOnLists(id, source);
    const content: TaskContent = { ...before, ...present(wanted) };
    const fields = await fieldsOf(await classIds.named(before.processClass, options), content, options);
    const plan = await selection.forEditing(`tasks/${id}/edit/`, content, before, options);
    const look = async (): Promise<Pk | 'absent'> => {
      const task = await find(id, options);
      return task !== undefined && differences(content, task).length === 0 ? id : 'absent';
    };
    await send(plan, fields, id, look, options);
    return (await find(id, options)) ?? before;
  }

  async function remove(id: Pk, options: CallOptions): Promise<void> {
    const seen = await find(id, options);
    const look = async (): Promise<Pk | 'absent' | 'unclear'> => {
      if (seen === undefined) return 'unclear';
      return (await find(id, options)) === undefined ? id : 'absent';
    };
    await send({ path: `tasks/${id}/remove/`, temporary: [] }, [], id, look, options);
  }

  async function send(
    plan: SelectionPlan,
    fields: FormField[],
    id: Pk,
    look: () => Promise<Pk | 'absent' | 'unclear'>,
    options: CallOptions,
  ): Promise<void> {
    await sending.send(
      { plan, fields, marker: '', idOf: answersTrueFor(id), settle: (judged) => settledByLook(judged, look) },
      options,
    );
  }

  return {
    list,
    lists: (options) => classIds.all(options),
    async show(ids, options) {
      await wire.post('tasks/', formFields({ visible_task_lists: ids }), options);
    },
    add: (draft, options = {}) => withKnownOutcome('', options, (watched) => add(draft, watched)),
    edit: (id, wanted, options = {}) => withKnownOutcome('', options, (watched) => edit(id, wanted, watched)),
    remove: (id, options = {}) => withKnownOutcome('', options, (watched) => remove(id, watched)),
  };
}

function contentOfDraft({ priority = 'normal', comments = '', sampleIds }: TaskDraft): TaskContent {
  const nothingYet: { status: TaskStatus; operator: null; finishedProcessId: null } = {
    status: 'new',
    operator: null,
    finishedProcessId: null,
  };
  const wish: { priority: TaskPriority; comments: string; sampleIds: Pk[] } = {
    priority,
    comments,
    sampleIds: [...sampleIds],
  };
  return { ...nothingYet, ...wish };
}

function present({ sampleIds, ...others }: TaskEdit): Partial<TaskContent> {
  return sampleIds === undefined ? others : { ...others, sampleIds: [...sampleIds] };
}

function differences(content: TaskContent, task: Task): string[] {
  const checks: [string, boolean][] = [
    ['priority', content.priority === task.priority],
    ['status', content.status === task.status],
    ['comments', sameText(content.comments, task.comments)],
    ['operator', content.operator === task.operator],
    ['finished process', content.finishedProcessId === task.finishedProcessId],
    ['samples', sameSet(content.sampleIds, task.sampleIds)],
  ];
  return checks.flatMap(([name, same]) => (same ? [] : [name]));
}

function notOnLists(id: Pk, source: string): AppError {
  return new AppError('not-found', `Task ${id} of ${source} is on none of the task lists you look at.`, {
    remedy: 'Choose the list of its class of processes first.',
    source,
    details: { taskId: id, outcome: 'not-created' },
  });
}
