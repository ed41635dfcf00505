import { isResult, type Process, type Result } from '../../../app/domain/juliabase.ts';
import { t } from '../../ui/language.ts';

const families = ['substrate', 'deposition', 'measurement'];

/** What sort of process it is, in one word: a family if its class belongs to one, else the class itself. */
export function kindOf(process: Process | Result): string {
  if (isResult(process)) return 'Result';
  const typeName = process.typeName.toLowerCase();
  const family = families.find((name) => typeName.includes(name)) ?? process.typeName;
  return family.charAt(0).toUpperCase() + family.slice(1);
}

const kindWords: Readonly<Record<string, string>> = {
  Result: t('Result'),
  Substrate: t('Substrate'),
  Deposition: t('Deposition'),
  Measurement: t('Measurement'),
};

/** A kind as it is shown; classes are named as the server writes them. */
export function kindInWords(kind: string): string {
  return kindWords[kind] ?? kind;
}

/** Kinds with the number of their processes, in the order in which they first happened. */
export function countKinds(processes: readonly (Process | Result)[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const process of newestFirst(processes).toReversed()) {
    const kind = kindOf(process);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Array.from(counts, ([kind, count]) => ({ kind, count }));
}

export function newestFirst<P extends Process>(processes: readonly P[]): P[] {
  return processes.toSorted((a, b) => b.timestampUtc.localeCompare(a.timestampUtc) || b.id - a.id);
}
