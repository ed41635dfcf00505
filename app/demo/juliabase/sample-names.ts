import { type Exchange, FormErrors } from './exchange.ts';
import type { Sample, User } from './model.ts';
import { sampleNameFormat } from './views-keys.ts';

function initialsOf(user: User): string {
  return user.fullName
    .split(' ')
    .map((part) => part[0]?.toUpperCase() ?? '')
    .join('');
}

/** What is wrong with a new name, or undefined. */
function nameProblem({ lab, user }: Exchange, name: string): string | undefined {
  if (lab.samples.some((sample) => sample.name === name)) return 'This sample name exists already.';
  if (name === '' || name.length > 30) return 'The sample name must have 1 to 30 characters.';
  const format = sampleNameFormat(name);
  if (format === undefined) return 'The sample name has an invalid format.';
  if (user.isAdmin) return undefined;
  if (format !== 'modern') return 'You must not use this name format.';
  const initials = initialsOf(user);
  return new RegExp(`^(\\d\\d-)?${initials}-`).test(name) ? undefined : 'The initials do not match any known operator.';
}

/** Pieces may go on from the name of their parent. */
export function pieceNameProblem(exchange: Exchange, parent: Sample, name: string): string | undefined {
  const goesOn = name.startsWith(parent.name) && name.length <= 30;
  return goesOn && !exchange.lab.samples.some((one) => one.name === name) ? undefined : nameProblem(exchange, name);
}

export function giveName(exchange: Exchange, sample: Sample, name: string, keepsAlias: boolean): void {
  const problem = nameProblem(exchange, name);
  if (problem !== undefined) throw new FormErrors([['New name', [problem]]]);
  for (const process of exchange.lab.processes) {
    if (process.className === 'split' && process.fields.parent === sample.name) process.fields.parent = name;
  }
  if (keepsAlias) sample.aliases.push(sample.name);
  sample.name = name;
  sample.lastModifiedMs = exchange.nowMs;
}
