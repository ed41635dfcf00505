import {
  all,
  type Exchange,
  escapeHtml,
  FormErrors,
  json,
  lastOf,
  notFound,
  PermissionDenied,
  page,
  type Reply,
} from './exchange.ts';
import { FormReader } from './forms.ts';
import { processClasses, type Task } from './model.ts';
import { integer, selectableSamples } from './rights.ts';
import { isoUtc, localText } from './times.ts';

const classNames = Object.keys(processClasses);

/** Content types have numbers that only forms tell. */
function classOfNumber(text: string): string | undefined {
  return classNames[Number(text) - 1];
}

function heading(className: string): string {
  return `Institute | ${processClasses[className]?.verbose ?? className}`;
}

const priorities = ['0 critical', '1 high', '2 normal', '3 low'];
const statuses = ['0 finished', '1 new', '2 accepted', '3 in progress'];

function taskJson({ lab }: Exchange, task: Task): object {
  const login = (id: number | null): string | null => lab.users.find((one) => one.id === id)?.login ?? null;
  return {
    id: task.id,
    status: task.status,
    customer: login(task.customer),
    creating_timestamp: isoUtc(task.createdMs),
    last_modified: isoUtc(task.lastModifiedMs),
    operator: login(task.operator),
    process_class: heading(task.className),
    finished_process: task.finishedProcess,
    comments: task.comments,
    priority: task.priority,
    samples: task.samples,
  };
}

/** The lists the user looks at; a POST chooses them. */
export function tasks(exchange: Exchange): Reply {
  const { lab, user, method, form } = exchange;
  if (method === 'POST') {
    user.taskLists = all(form, 'visible_task_lists').flatMap((text) => classOfNumber(text) ?? []);
    return json(true, true);
  }
  if (!exchange.json) {
    const options = classNames.map((name, index) => `<option value="${index + 1}">${heading(name)}</option>`);
    return page(
      'Task lists',
      `<form method="post"><select name="visible_task_lists" multiple>${options.join('')}</select></form>`,
    );
  }
  const lists = user.taskLists.map((className) => {
    const own = lab.tasks.filter((task) => task.className === className);
    return [heading(className), Object.fromEntries(own.map((task) => [task.id, taskJson(exchange, task)]))];
  });
  return json(Object.fromEntries(lists));
}

function readTask(
  exchange: Exchange,
  present: readonly number[],
): Pick<Task, 'className' | 'priority' | 'comments' | 'samples'> {
  const { lab, query } = exchange;
  const reader = new FormReader(exchange);
  const className = classOfNumber(reader.text('process_class', 'Process class', 10, true));
  if (className === undefined) reader.fail('Process class', 'Select a valid choice.');
  const priority = reader.choice('priority', 'Priority', priorities, true);
  const comments = reader.markdown('comments', 'Comments', false);
  const preset = lab.samples.filter((sample) => sample.name === lastOf(query, 'sample')).map((sample) => sample.id);
  const samples = reader.samples(
    'sample_list',
    'Samples',
    new Set([...selectableSamples(exchange), ...preset, ...present]),
  );
  if (samples.length === 0) reader.fail('Samples', 'This field is required.');
  if (reader.problems.length > 0 || className === undefined) throw new FormErrors(reader.problems);
  return { className, priority, comments, samples };
}

export function addTask(exchange: Exchange): Reply {
  const { lab, user, nowMs, method } = exchange;
  if (method !== 'POST') return page('Add task', '<form method="post"></form>');
  const id = Math.max(0, ...lab.tasks.map((task) => task.id)) + 1;
  const common = { status: '1 new', operator: null, finishedProcess: null, createdMs: nowMs, lastModifiedMs: nowMs };
  lab.tasks.push({ id, customer: user.id, ...readTask(exchange, []), ...common });
  return json(true, true);
}

function taskById({ lab }: Exchange, id: string): Task {
  const task = lab.tasks.find((one) => one.id === integer(id));
  if (task === undefined) throw notFound('No Task matches the given query.');
  return task;
}

export function editTask(exchange: Exchange, id: string): Reply {
  const task = taskById(exchange, id);
  const { form, lab, nowMs, method } = exchange;
  if (method !== 'POST') return page('Edit task', '<form method="post"></form>');
  const values = readTask(exchange, task.samples);
  const reader = new FormReader(exchange);
  const status = reader.choice('status', 'Status', statuses, true);
  const operator = lab.users.find((one) => String(one.id) === lastOf(form, 'operator'))?.id ?? null;
  const process = lab.processes.find((one) => String(one.id) === lastOf(form, 'finished_process'))?.id ?? null;
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  Object.assign(task, values, { status, operator, finishedProcess: process, lastModifiedMs: nowMs });
  return json(true, true);
}

export function removeTask(exchange: Exchange, id: string): Reply {
  const task = taskById(exchange, id);
  if (task.customer !== exchange.user.id) throw new PermissionDenied('You are not the customer of this task.');
  if (exchange.method !== 'POST') return page('Remove task', '<form method="post"></form>');
  exchange.lab.tasks = exchange.lab.tasks.filter((one) => one !== task);
  return json(true, true);
}

export function statusMessages({ lab, timezone }: Exchange): Reply {
  const blocks = lab.statusMessages
    .filter((message) => !message.isWithdrawn)
    .map(
      (message) =>
        `<h2>${escapeHtml(message.classNames.map(heading).join(', '))}</h2><p>${escapeHtml(message.level)}, ${localText(message.timestampMs, timezone)}</p><p class="markdown">${escapeHtml(message.message)}</p>`,
    );
  return page('Status messages', blocks.join('\n'));
}

export function addStatusMessage(exchange: Exchange): Reply {
  const { form, lab, user, method } = exchange;
  if (method !== 'POST') return page('Add status message', '<form method="post"></form>');
  const reader = new FormReader(exchange);
  const level = reader.choice('status_level', 'Level', ['undefined', 'red', 'yellow', 'green'], true);
  const message = reader.markdown('message', 'Message', false);
  const chosen = all(form, 'process_classes').flatMap((text) => classOfNumber(text) ?? []);
  if (chosen.length === 0) reader.fail('Processes', 'This field is required.');
  const timestampMs = reader.moment('timestamp', 'Timestamp');
  if (reader.problems.length > 0) throw new FormErrors(reader.problems);
  const [begin, end] = [lastOf(form, 'begin') ?? '', lastOf(form, 'end') ?? ''];
  const id = Math.max(0, ...lab.statusMessages.map((one) => one.id)) + 1;
  lab.statusMessages.push({
    id,
    operator: user.id,
    timestampMs,
    level,
    message,
    begin,
    end,
    classNames: chosen,
    isWithdrawn: false,
  });
  return json(true, true);
}

export function withdrawStatusMessage({ lab, user, method }: Exchange, id: string): Reply {
  const message = lab.statusMessages.find((one) => one.id === integer(id));
  if (message === undefined) throw notFound('No StatusMessage matches the given query.');
  if (message.operator !== user.id) throw new PermissionDenied('You cannot withdraw the message of somebody else.');
  if (method !== 'POST') return page('Withdraw status message', '<form method="post"></form>');
  message.isWithdrawn = true;
  return json(true, true);
}
