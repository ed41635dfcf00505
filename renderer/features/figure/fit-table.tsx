import { useComputedColorScheme } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatUncertain, speakUncertain } from '../../../app/domain/number-format.ts';
import { type CurveStyle, curveStyle } from '../../../app/figures/curve-style.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useGradually } from '../../ui/gradual.ts';
import { t } from '../../ui/language.ts';
import { RowTick } from '../../ui/row-tick.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { CurveMarker } from './curve-marker.tsx';
import styles from './figure.module.css';
import { withTick } from './figure-choices.ts';
import { type FigureRow, hasCurve, statusInWords } from './figure-rows.ts';
import { fitTableText } from './fit-table-text.ts';

interface FitTableProps {
  rows: readonly FigureRow[];
  hidden: readonly string[];
  onHidden(hidden: string[]): void;
}

/** Fit values of every sample; with the markers it is the legend of the figure. */
export function FitTable({ rows, hidden, onHidden }: FitTableProps): ReactNode {
  const theme = useComputedColorScheme('light');
  const shown = useGradually(rows);
  const drawn = rows.filter((row) => row.drawn);
  const fits = drawn.filter((row) => row.fit !== null).length;
  return (
    <>
      <SectionHead title={t('Activation energy')} count={t('{{count}} fits', { count: fits })}>
        <CopyButton label={t('Copy table')} text={() => fitTableText(rows)} />
      </SectionHead>
      <table className={styles.fits}>
        <thead>
          <tr>
            <th scope="col" className={styles.fitTick}>
              <span className={styles.forReaders}>{t('Drawn')}</span>
            </th>
            <th scope="col">{t('Sample')}</th>
            <th scope="col" className={styles.number}>
              σ(300 K) <span>S/cm</span>
            </th>
            <th scope="col" className={styles.number}>
              <i>E</i>ₐ <span>eV</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <FitRow
              key={row.curve.sampleName}
              row={row}
              style={row.drawn ? curveStyle(drawn.indexOf(row), drawn.length, theme, false) : null}
              onTick={(ticked) => onHidden(withTick(hidden, row.curve.sampleName, ticked))}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface FitRowProps {
  row: FigureRow;
  /** Of its curve; null if it is not drawn. */
  style: CurveStyle | null;
  onTick(ticked: boolean): void;
}

function FitRow({ row, style, onTick }: FitRowProps): ReactNode {
  const { curve, drawn } = row;
  return (
    <tr>
      <td className={styles.fitTick}>
        <RowTick
          label={t('Draw {{sampleName}}', { sampleName: curve.sampleName })}
          checked={drawn}
          disabled={!hasCurve(curve)}
          onChange={onTick}
        />
      </td>
      <td>
        <span className={styles.sampleName}>
          {style !== null && <CurveMarker style={style} />}
          {curve.sampleName}
        </span>
      </td>
      <FitCells row={row} />
    </tr>
  );
}

function FitCells({ row: { curve, fit, fitMessage } }: { row: FigureRow }): ReactNode {
  if (!hasCurve(curve)) {
    return (
      <td colSpan={2} className={styles.noFit} title={curve.message ?? undefined}>
        {statusInWords(curve.status)}
      </td>
    );
  }
  if (fit === null) {
    return (
      <td colSpan={2} className={styles.noFit} title={fitMessage ?? undefined}>
        {t('no fit')}
      </td>
    );
  }
  return (
    <>
      <td
        className={styles.number}
        title={t('{{sigma300}} ± {{sigma300Stderr}} S/cm', {
          sigma300: fit.sigma300,
          sigma300Stderr: fit.sigma300Stderr,
        })}
      >
        <Uncertain value={fit.sigma300} stderr={fit.sigma300Stderr} spokenUnit={t('siemens per centimetre')} />
      </td>
      <td
        className={styles.number}
        title={t('{{activationEnergyEv}} ± {{activationEnergyStderrEv}} eV', {
          activationEnergyEv: fit.activationEnergyEv,
          activationEnergyStderrEv: fit.activationEnergyStderrEv,
        })}
      >
        {fit.curved && (
          <IconAlertTriangle size={14} color="var(--q-warn)" aria-label={t('Curved inside the fit range')} />
        )}{' '}
        <strong>
          <Uncertain
            value={fit.activationEnergyEv}
            stderr={fit.activationEnergyStderrEv}
            spokenUnit={t('electronvolt')}
          />
        </strong>
      </td>
    </>
  );
}

/** Brackets are read out as digits of the number, so screen readers get a sentence instead. */
function Uncertain({ value, stderr, spokenUnit }: { value: number; stderr: number; spokenUnit: string }): ReactNode {
  return (
    <>
      <span aria-hidden="true">{formatUncertain(value, stderr)}</span>
      <span className={styles.forReaders}>{`${speakUncertain(value, stderr)} ${spokenUnit}`}</span>
    </>
  );
}
