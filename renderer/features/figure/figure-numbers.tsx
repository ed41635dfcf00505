import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FitRange } from '../../../app/domain/conductivity.ts';
import { errorsInWords } from '../../../app/domain/figure-units.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { Sentence } from '../../ui/sentence.tsx';
import styles from './figure.module.css';
import type { ChangeChoices, FigureChoices } from './figure-choices.ts';
import { FigureNotes } from './figure-notes.tsx';
import { rangeInWords } from './fit-range.ts';
import { FitRangeFields } from './fit-range-fields.tsx';
import { FitTable } from './fit-table.tsx';
import type { FigureModel } from './use-figure-model.ts';

interface FigureNumbersProps {
  model: FigureModel;
  choices: FigureChoices;
  onChange: ChangeChoices;
  /** The range that the core proposed when the figure was loaded. */
  proposedRange: FitRange | null;
}

/** The numbers of a figure, which are its legend too, and what should be known about them. */
export function FigureNumbers({ model, choices, onChange, proposedRange }: FigureNumbersProps): ReactNode {
  const { fitRange, limits, rows } = model;
  const bars = say(errorsInWords(choices.details.errors));
  return (
    <>
      <FitTable rows={rows} hidden={choices.hidden} onHidden={(hidden) => onChange({ hidden })} />
      <div className={styles.numbersBody}>
        {fitRange !== null && limits !== null && (
          <>
            <FitRangeFields range={fitRange} limits={limits} onChange={(range) => onChange({ fitRange: range })} />
            <p className={styles.caption}>
              <Sentence
                english="σ = σ₀ exp(−<i>E</i>ₐ/<i>kT</i>), fitted for 1000/T from {{range}}. Digits in brackets are one standard deviation."
                parts={{ i: <i /> }}
                values={{ range: rangeInWords(fitRange) }}
              />
            </p>
          </>
        )}
        {bars !== '' && <p className={styles.caption}>{t('Bars: {{bars}}.', { bars })}</p>}
        {choices.fitRange !== null && proposedRange !== null && (
          <Button size="compact-xs" onClick={() => onChange({ fitRange: null })}>
            {t('Back to the proposed range')}
          </Button>
        )}
      </div>
      <FigureNotes rows={rows} yIsLog={choices.yScale === 'log'} onNarrow={(range) => onChange({ fitRange: range })} />
    </>
  );
}
