import { randomUUID } from 'node:crypto';
import { AppError } from '../contract/app-error.ts';
import type { ConductivityFigure } from '../contract/figures.ts';

/** What the core remembers of an open figure besides its points, which the compute worker holds. */
export interface OpenFigure extends ConductivityFigure {
  /** Members of the series, or the one sample; also those without a curve. */
  members: { id: number; name: string }[];
}

/** The figures that are open now. They end with the run; windows load them again. */
export class FigureRegistry {
  private readonly figures = new Map<string, OpenFigure>();

  newId(): string {
    return randomUUID();
  }

  add(figure: OpenFigure): void {
    this.figures.set(figure.figureId, figure);
  }

  get(figureId: string): OpenFigure {
    const figure = this.figures.get(figureId);
    if (figure === undefined) {
      throw new AppError('not-found', 'This figure is not open any more.', {
        remedy: 'Open it again from its series.',
      });
    }
    return figure;
  }

  remove(figureId: string): boolean {
    return this.figures.delete(figureId);
  }

  get size(): number {
    return this.figures.size;
  }
}
