import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import type { FittedLine } from '../../../app/figures/figure-options.ts';
import { queryFor } from '../../api/query-options.ts';
import { fetchFormulaLines } from '../../plots/figure-curves.ts';
import type { FigureChoices } from './figure-choices.ts';

export type FormulaAnswer = OutputOf<Contract['figures.formula.fit']>;

/** A formula as it fits the drawn curves; the former answer stays until the next is there. */
export interface FormulaState {
  answer: FormulaAnswer | undefined;
  /** By sample. */
  lines: ReadonlyMap<string, FittedLine> | undefined;
  error: AppError | null;
}

interface FormulaOf {
  figureId: string;
  samples: string[];
  fitRange: FitRange | null;
  choices: FigureChoices;
}

/** Null while no formula is fitted. */
export function useFormula({ figureId, samples, fitRange, choices }: FormulaOf): FormulaState | null {
  const { formula, errors } = choices.details;
  const fit = formula ?? { formula: '', start: {}, weight: 'relative', inFitRange: false };
  // The range changes nothing where it does not count.
  const input = { figureId, view: choices.view, samples, fit, errors, fitRange: fit.inFitRange ? fitRange : null };
  const isWanted = formula !== null && samples.length > 0;
  const numbers = useQuery({
    ...queryFor('figures.formula.fit', input),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
  const lines = useQuery<ReadonlyMap<string, FittedLine>, AppError>({
    queryKey: ['figure-formula', input],
    queryFn: ({ signal }) => fetchFormulaLines(input, signal),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
  return isWanted ? { answer: numbers.data, lines: lines.data, error: numbers.error ?? lines.error } : null;
}
