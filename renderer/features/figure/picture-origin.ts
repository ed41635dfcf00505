import { useEffect } from 'react';
import { create } from 'zustand';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import { plainDetails } from '../../../app/domain/figure-details.ts';
import type { ConductivityProvenance } from '../../../app/figures/provenance.ts';
import { type ChangeChoices, type FigureSubject, figureKey } from './figure-choices.ts';
import { notInPicture } from './picture-changes.ts';

/** The picture from which a figure was opened. */
export interface PictureOrigin {
  fileName: string;
  provenance: ConductivityProvenance;
  /** The choices of the picture are made; what the user changes later counts. */
  isApplied: boolean;
}

const useOrigins = create<{ byFigure: Readonly<Record<string, PictureOrigin>> }>(() => ({ byFigure: {} }));

function setOrigin(subject: FigureSubject, origin: PictureOrigin | null): void {
  useOrigins.setState(({ byFigure }) => {
    const { [figureKey(subject)]: _, ...others } = byFigure;
    return { byFigure: origin === null ? others : { ...others, [figureKey(subject)]: origin } };
  });
}

export function noteOrigin(subject: FigureSubject, fileName: string, provenance: ConductivityProvenance): void {
  setOrigin(subject, { fileName, provenance, isApplied: false });
}

export function forgetOrigin(subject: FigureSubject): void {
  setOrigin(subject, null);
}

/** The picture of a figure; once the members are known, those that it does not show are unticked. */
export function usePictureOrigin(
  subject: FigureSubject,
  figure: ConductivityFigure,
  change: ChangeChoices,
): PictureOrigin | undefined {
  const origin = useOrigins(({ byFigure }) => byFigure[figureKey(subject)]);
  useEffect(() => {
    if (origin === undefined || origin.isApplied) return;
    const { view, yScale, fitRange, details = plainDetails } = origin.provenance;
    change({ view, yScale, fitRange, details, hidden: notInPicture(figure, origin.provenance) });
    setOrigin(subject, { ...origin, isApplied: true });
  }, [origin, figure, subject, change]);
  return origin;
}
