import { AppError } from '../../contract/app-error.ts';
import type { Pk, Process } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys, UsersArea } from './api.ts';
import type { FormOperator } from './result-form.ts';

/** Finds out whom to name as the operator of a Result or another process. */
export interface Operators {
  /** The signed-in user, or an external operator the user answers for. */
  forDraft(externalOperatorId: Pk | undefined, options?: CallOptions): Promise<FormOperator>;
  /** The operator that a draft names; default: the signed-in user. */
  forProcess(named: { operator?: string; externalOperatorId?: Pk }, options?: CallOptions): Promise<FormOperator>;
  /** The operator the record already has. */
  forRecord(record: Process, options?: CallOptions): Promise<FormOperator>;
}

export function createOperators(user: string, server: string, keys: PrimaryKeys, users: UsersArea): Operators {
  async function key(table: 'users' | 'externalOperators', name: string, options?: CallOptions): Promise<Pk> {
    const id = await keys.find(table, name, options);
    if (id !== undefined) return id;
    throw new AppError('forbidden', `${server} does not tell ${user} the key of the operator ${name}.`, {
      remedy: `Ask an administrator of JuliaBase to give ${name} a department.`,
      source: server,
      details: { operator: name, outcome: 'not-created' },
    });
  }

  async function external(id: Pk, contact: string, options?: CallOptions): Promise<FormOperator> {
    const [contactId, asAdmin] = await Promise.all([key('users', contact, options), users.isAdmin(options)]);
    return { kind: 'external', id, contactId, asAdmin };
  }

  async function requireAdmin(operator: string, options?: CallOptions): Promise<void> {
    if (await users.isAdmin(options)) return;
    throw new AppError('forbidden', `Only administrators of ${server} may name ${operator} as the operator.`, {
      remedy: 'Leave the operator out, or sign in as an administrator.',
      source: server,
      details: { field: 'operator', outcome: 'not-created' },
    });
  }

  return {
    async forProcess({ operator = user, externalOperatorId }, options) {
      if (operator !== user) await requireAdmin(operator, options);
      if (externalOperatorId !== undefined) return external(externalOperatorId, operator, options);
      return { kind: 'user', id: await key('users', operator, options) };
    },
    async forDraft(externalOperatorId, options) {
      if (externalOperatorId !== undefined) return external(externalOperatorId, user, options);
      return { kind: 'user', id: await key('users', user, options) };
    },
    async forRecord({ operator, externalOperator }, options) {
      if (externalOperator === null) return { kind: 'user', id: await key('users', operator, options) };
      return external(await key('externalOperators', externalOperator, options), operator, options);
    },
  };
}
