import { AppError } from '../../app/contract/app-error.ts';
import type { ContractName } from '../../app/contract/contract.ts';
import type { Speaker } from '../ui/core-sentences.ts';

const failure = ['message', 'remedy'] as const;
const job = [...failure, 'title', 'phase', 'text', 'label', 'effect'] as const;
const outbox = [...job, 'reason', 'notes'] as const;
const table = ['note'] as const;
const figure = ['message', 'fitMessage'] as const;
const diff = [...failure, 'title', 'place', 'notes'] as const;

/** Which parts of which answers are composed by the core for people to read, at whatever depth they stand. */
const spokenParts: Partial<Record<ContractName, readonly string[]>> = {
  'app.events': ['title', 'text', 'remedy'],
  'app.messages.list': ['text', 'remedy'],
  'code.view': ['reason'],
  'collections.folder': ['problem'],
  'collections.open': ['problem'],
  'columns.sql': failure,
  'connections.list': ['message'],
  'connections.test': ['title', 'message'],
  'crawl.files': ['reason'],
  'crawl.preview': ['reason', 'problems'],
  'crawlers.list': failure,
  'drms.code.export': ['reason'],
  'drms.code.query': ['reason'],
  'drms.email.check': failure,
  'drms.export.plan': failure,
  'drms.query': table,
  'drms.table.describe': table,
  'figures.attach.plan': ['text', 'what'],
  'figures.check': ['text', 'label'],
  'figures.conductivity.fit': figure,
  'figures.conductivity.load': figure,
  'figures.conductivity.sample': figure,
  'figures.formula.fit': figure,
  'find.search': ['detail'],
  'fits.open': ['warnings'],
  'jobs.list': job,
  'jobs.watch': job,
  'juliabase.process.get': ['message'],
  'juliabase.sample.get': ['message'],
  'juliabase.series.overview': ['problem'],
  'jupyter.state.get': ['warnings'],
  'mining.fields': ['message', 'reason', 'cut', 'label'],
  'mining.group.describe': ['words'],
  'mining.table.describe': ['message', 'reason', 'cut', 'note'],
  'mining.table.find': ['message', 'reason', 'cut', 'note'],
  'mining.table.make': ['message', 'reason', 'cut', 'note'],
  'openbis.files.preview': ['reason', 'encoding', 'checked'],
  'openbis.mounts.list': failure,
  'openbis.upload.check': ['message'],
  'outbox.follow': outbox,
  'outbox.get': outbox,
  'outbox.list': outbox,
  'publish.outcomes': ['reason'],
  'publish.preview': ['reason', 'notes', 'what'],
  'queries.diff': diff,
  'queries.history': diff,
  'queries.list': diff,
  'queries.run': diff,
  'queries.run-due': diff,
  'queries.runs': diff,
  'transfers.files': ['message'],
  'transfers.list': ['title', 'reason'],
  'transfers.request.status': failure,
  'transfers.watch': ['title', 'reason'],
  'updates.check': failure,
  'updates.get': failure,
};

/** What people have written and what goes back to the core stays as it is. */
const unspokenParts: ReadonlySet<string> = new Set(['change', 'draft', 'payload', 'result']);

/** An answer of the core in the language of the window. */
export function sayAnswer<T>(name: string, answer: T, speak: Speaker): T {
  // Names of the shell's entries are none of the core's.
  const parts = spokenParts[name as ContractName];
  if (parts === undefined) return answer;
  const spoken = new Set(parts);
  const saidOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(saidOf);
    // Bytes and dates are no plain objects.
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([part, held]) => [part, partOf(part, held)]));
  };
  const partOf = (part: string, held: unknown): unknown => {
    if (unspokenParts.has(part)) return held;
    if (!spoken.has(part)) return saidOf(held);
    if (typeof held === 'string') return speak(held);
    return Array.isArray(held) && held.every((line) => typeof line === 'string') ? held.map(speak) : saidOf(held);
  };
  // Only texts are exchanged for texts.
  return saidOf(answer) as T;
}

/** A failure of the core in the language of the window. */
export function sayError(error: unknown, speak: Speaker): unknown {
  if (!(error instanceof AppError)) return error;
  const { remedy, ...data } = error.toData();
  return AppError.fromData({
    ...data,
    message: speak(data.message),
    ...(remedy === undefined ? {} : { remedy: speak(remedy) }),
  });
}
