import type { AttachTarget } from '../../../app/contract/attach.ts';

/** What is chosen in the dialog; the other kind stays as it was, for a second look. */
export interface TargetChoice {
  connectionId: string;
  kind: AttachTarget['kind'];
  series: string | null;
  samples: readonly string[];
}

/** What the table is about, as far as its laboratory is connected; else the first laboratory and nothing yet. */
export function targetChoiceOf(
  own: { connectionId: string; target: AttachTarget | null } | null,
  labs: readonly { id: string }[],
): TargetChoice {
  const isThere = own !== null && labs.some(({ id }) => id === own.connectionId);
  const connectionId = isThere ? own.connectionId : (labs[0]?.id ?? '');
  const target = isThere ? own.target : null;
  return {
    connectionId,
    kind: target?.kind ?? 'series',
    series: target?.kind === 'series' ? target.name : null,
    samples: target?.kind === 'samples' ? target.names : [],
  };
}

/** Null while nothing is chosen. */
export function chosenTarget({ kind, series, samples }: TargetChoice): AttachTarget | null {
  if (kind === 'series') return series === null ? null : { kind, name: series };
  return samples.length === 0 ? null : { kind, names: [...samples] };
}
