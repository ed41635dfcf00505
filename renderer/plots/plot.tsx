import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FigureDescription } from '../../app/figures/plotly-types.ts';
import { loadPlotly, type PlotlyApi } from './load-plotly.ts';
import styles from './plot.module.css';
import { openPlot, type PlotElement } from './plot-element.ts';
import type { MarkedPart, PlotGeometry, PlotView } from './plot-geometry.ts';

export interface PlotProps {
  figure: FigureDescription;
  view: PlotView;
  /** The user zoomed or moved the figure by mouse. */
  onViewChange(view: PlotView): void;
  /** Called after each drawing, for what is laid over the figure. */
  onDrawn(geometry: PlotGeometry): void;
  onFailure(error: unknown): void;
  /** The user marked a part by dragging; only where the figure says that dragging marks. */
  onMarked?(part: MarkedPart): void;
  /** Laid over the figure. */
  children?: ReactNode;
}

/** A figure that follows its description, its view and the size of its place. */
export function Plot({ figure, view, onViewChange, onDrawn, onFailure, onMarked, children }: PlotProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<PlotElement>(null);
  const [plotly, setPlotly] = useState<PlotlyApi | null>(null);
  const listeners = useRef({ onViewChange, onDrawn, onFailure, onMarked });
  useEffect(() => {
    listeners.current = { onViewChange, onDrawn, onFailure, onMarked };
  });

  useEffect(() => {
    loadPlotly().then(setPlotly, (error: unknown) => listeners.current.onFailure(error));
  }, []);

  useEffect(() => {
    if (plotly === null || place.current === null) return;
    const opened = openPlot(plotly, place.current, {
      viewChanged: (next) => listeners.current.onViewChange(next),
      drawn: (geometry) => listeners.current.onDrawn(geometry),
      marked: (part) => listeners.current.onMarked?.(part),
    });
    plot.current = opened;
    return () => opened.close();
  }, [plotly]);

  useEffect(() => {
    if (plotly === null) return;
    // A task of its own, so that the window can answer between what React and what plotly have to do.
    const timer = setTimeout(() => {
      plot.current?.draw(figure, view).catch((error: unknown) => listeners.current.onFailure(error));
    });
    return () => clearTimeout(timer);
  }, [plotly, figure, view]);

  return (
    <div className={styles.frame}>
      <div ref={place} className={styles.drawing} aria-hidden="true" />
      {children}
    </div>
  );
}
