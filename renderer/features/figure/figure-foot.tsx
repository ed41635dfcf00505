import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';
import { drawnInWords } from './figure-rows.ts';
import type { FigureModel } from './use-figure-model.ts';

interface FigureFootProps {
  figure: ConductivityFigure;
  model: FigureModel;
  isZoomed: boolean;
  onReset(): void;
}

/** How much of the data is drawn, how old it is, and the way back from a zoom. */
export function FigureFoot({ figure, model, isZoomed, onReset }: FigureFootProps): ReactNode {
  return (
    <div className={styles.foot}>
      <span className={styles.chip}>{drawnInWords(model.drawnPoints, model.allPoints, isZoomed)}</span>
      {isZoomed && (
        <Button size="compact-xs" variant="subtle" onClick={onReset}>
          {t('Show all')}
        </Button>
      )}
      <AsOf
        stamp={{ asOfUtc: figure.asOfUtc, source: 'server', staleReason: null }}
        connectionId={figure.connectionId}
      />
    </div>
  );
}
