import { AppError } from '../../../contract/app-error.ts';
import type { Pk } from '../../../domain/juliabase.ts';
import type { CallOptions } from '../api.ts';
import { readChoices } from '../html-pages.ts';
import type { ProcessClass } from '../institute/process-class.ts';
import type { Wire } from '../wire.ts';
import type { TaskList } from './api.ts';

/** Forms about classes of processes want keys that only the form of the task lists tells. */
export interface ProcessClassIds {
  all(options?: CallOptions): Promise<TaskList[]>;
  of(description: ProcessClass, options?: CallOptions): Promise<Pk>;
  /** @param typeName as in `Process.typeName` */
  named(typeName: string, options?: CallOptions): Promise<Pk>;
}

export function createProcessClassIds(wire: Wire): ProcessClassIds {
  const source = wire.site.name;

  async function all(options?: CallOptions): Promise<TaskList[]> {
    const page = await wire.html('tasks/', options);
    return readChoices(page, 'visible_task_lists').flatMap(({ value, label }) => {
      const classId = /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
      return classId === undefined ? [] : [{ classId, name: label }];
    });
  }

  async function named(typeName: string, options?: CallOptions): Promise<Pk> {
    const lists = await all(options);
    const found = lists.find(({ name }) => name.replace(/^.* \| /, '') === typeName);
    if (found !== undefined) return found.classId;
    throw new AppError('not-found', `${source} has no task list for “${typeName}”.`, {
      remedy: `It has lists for ${lists.map(({ name }) => name).join(', ') || 'nothing'}; set your language on the server to English.`,
      source,
      details: { field: 'processClass', outcome: 'not-created' },
    });
  }

  return { all, of: ({ typeName }, options) => named(typeName, options), named };
}
