import type { ReactNode } from 'react';
import type { FormulaWeight } from '../../../app/domain/figure-details.ts';
import { formatPower, formatUncertain, speakUncertain } from '../../../app/domain/number-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { t } from '../../ui/language.ts';
import styles from './details.module.css';
import { formulaTableText, scatterInWords } from './formula-table-text.ts';
import type { FormulaAnswer } from './use-formula.ts';

interface FormulaResultsProps {
  answer: FormulaAnswer;
  weight: FormulaWeight;
}

/** Parameters of each curve with their standard errors, and how well the formula fits. */
export function FormulaResults({ answer, weight }: FormulaResultsProps): ReactNode {
  const { parameters, fits } = answer;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys only if it can be focused */}
      <section className={styles.results} aria-label={t('Parameters of the formula')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Sample')}</th>
              {parameters.map((name) => (
                <th key={name} scope="col" className={styles.number}>
                  <i>{name}</i>
                </th>
              ))}
              <th scope="col" className={styles.number}>
                R²
              </th>
              <th scope="col" className={styles.number}>
                {weight === 'errors' ? 'χ² reduced' : t('Scatter')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fits.map(({ sampleName, fit, message }) => (
              <tr key={sampleName}>
                <td>{sampleName}</td>
                {fit === null ? (
                  <td colSpan={parameters.length + 2} className={styles.noFit}>
                    {message}
                  </td>
                ) : (
                  <>
                    {fit.values.map((value, place) => (
                      <td key={parameters[place]} className={styles.number}>
                        <Parameter value={value} stderr={fit.stderrs[place] ?? 0} />
                      </td>
                    ))}
                    <td className={styles.number}>{fit.rSquared.toFixed(4)}</td>
                    <td className={styles.number}>{scatterInWords(fit, weight)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.caption}>
        {t('Digits in brackets are one standard deviation{{value}} {{answer}}', {
          value: weight === 'errors' ? '.' : t(', from the scatter of the points.'),
          answer: thinnedInWords(answer),
        })}
        <CopyButton label={t('Copy parameters')} text={() => formulaTableText(answer)} />
      </p>
    </>
  );
}

function Parameter({ value, stderr }: { value: number; stderr: number }): ReactNode {
  return (
    <span title={`${value} ± ${stderr}`}>
      <span aria-hidden="true">{formatUncertain(value, stderr)}</span>
      <span className={styles.forReaders}>{stderr > 0 ? speakUncertain(value, stderr) : formatPower(value, 4)}</span>
    </span>
  );
}

function thinnedInWords({ fits }: FormulaAnswer): string {
  const isThinned = fits.some(({ fit }) => fit !== null && fit.points < fit.of / 2);
  return isThinned ? t('Of curves of many points every nth is fitted. ') : '';
}
