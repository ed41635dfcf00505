import { Button, MultiSelect, SegmentedControl, Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  detailLimits,
  type FigureInset,
  type InsetCorner,
  insetCorners,
  type RightColumn,
} from '../../../app/domain/figure-details.ts';
import type { PlotGeometry } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './details.module.css';
import type { ChangeDetails, FigureChoices } from './figure-choices.ts';
import { valuesAt } from './figure-marks.ts';

interface LayoutSectionProps {
  choices: FigureChoices;
  /** Of the raw data files, beside temperature and conductivity. */
  columns: readonly string[];
  /** Of the drawn curves. */
  samples: readonly string[];
  geometry: PlotGeometry | null;
  isZoomed: boolean;
  onResetView(): void;
  onChange: ChangeDetails;
}

/** Panels, the axis on the right, and a part drawn larger. */
export function LayoutSection(props: LayoutSectionProps): ReactNode {
  const { choices, samples, onChange } = props;
  const { panels, onRight, rightColumn } = choices.details;
  const tooMany = samples.length > detailLimits.panels;
  return (
    <>
      <SectionHead title={t('Layout')} />
      <div className={styles.fields}>
        <Switch
          size="xs"
          label={t('One panel for each curve')}
          checked={panels === 'each'}
          onChange={(event) =>
            onChange(t('Change panels of the figure'), { panels: event.currentTarget.checked ? 'each' : 'together' })
          }
        />
      </div>
      {panels === 'each' && tooMany && (
        <p className={styles.caption}>
          {t('More than {{panels}} curves are drawn together.', { panels: detailLimits.panels })}
        </p>
      )}
      {panels === 'together' && (
        <>
          <RightColumnFields {...props} />
          {rightColumn === null && (
            <div className={styles.formula}>
              <MultiSelect
                size="xs"
                label={t('Curves of the axis on the right')}
                placeholder={onRight.length === 0 ? t('None') : ''}
                value={onRight}
                data={[...new Set([...samples, ...onRight])]}
                onChange={(names) => onChange(t('Change the axis on the right'), { onRight: names })}
              />
            </div>
          )}
          <InsetFields {...props} />
        </>
      )}
    </>
  );
}

/** Another quantity of the same files; nothing where they have none. */
function RightColumnFields({ choices, columns, onChange }: LayoutSectionProps): ReactNode {
  const { rightColumn } = choices.details;
  if (columns.length === 0 && rightColumn === null) return null;
  const change = (next: RightColumn | null): void => onChange(t('Change the axis on the right'), { rightColumn: next });
  return (
    <div className={styles.fields}>
      <Select
        size="xs"
        w={200}
        label={t('Column of the axis on the right')}
        placeholder={t('None')}
        clearable
        clearButtonProps={{ 'aria-label': t('No column on the right') }}
        value={rightColumn?.column ?? null}
        data={[...new Set([...columns, ...(rightColumn === null ? [] : [rightColumn.column])])]}
        onChange={(column) => change(column === null ? null : { column, scale: rightColumn?.scale ?? 'linear' })}
      />
      {rightColumn !== null && (
        <SegmentedControl
          size="xs"
          aria-label={t('Scale of the axis on the right')}
          value={rightColumn.scale}
          data={[
            { value: 'linear', label: t('Linear') },
            { value: 'log', label: t('Logarithmic') },
          ]}
          onChange={(scale: RightColumn['scale']) => change({ ...rightColumn, scale })}
        />
      )}
    </div>
  );
}

const cornerWords: Readonly<Record<InsetCorner, string>> = {
  'top-left': t('Inset top left'),
  'top-right': t('Inset top right'),
  'bottom-left': t('Inset bottom left'),
  'bottom-right': t('Inset bottom right'),
};

function InsetFields({ choices, geometry, isZoomed, onResetView, onChange }: LayoutSectionProps): ReactNode {
  const { inset } = choices.details;
  const canMake = isZoomed && geometry !== null;
  const make = (): void => {
    if (geometry === null) return;
    onChange(t('Make an inset'), { inset: insetOf(geometry, choices, inset?.corner ?? 'top-right') });
    onResetView();
  };
  return (
    <>
      <div className={styles.fields}>
        <Button size="compact-xs" disabled={!canMake} onClick={make}>
          {t('Make this part an inset')}
        </Button>
        {inset !== null && (
          <>
            <Select
              size="xs"
              w={136}
              aria-label={t('Corner of the inset')}
              allowDeselect={false}
              value={inset.corner}
              data={insetCorners.map((corner) => ({ value: corner, label: cornerWords[corner] }))}
              onChange={(corner) => {
                // The values are those of the list.
                if (corner !== null)
                  onChange(t('Move the inset'), { inset: { ...inset, corner: corner as InsetCorner } });
              }}
            />
            <Button size="compact-xs" onClick={() => onChange(t('Remove the inset'), { inset: null })}>
              {t('Remove')}
            </Button>
          </>
        )}
      </div>
      {!canMake && (
        <p className={styles.caption}>{t('Zoom into a part of the figure to draw it larger in a corner.')}</p>
      )}
    </>
  );
}

function insetOf(seen: PlotGeometry, axes: FigureChoices, corner: InsetCorner): FigureInset {
  const one = valuesAt(seen, seen.left, seen.top, axes);
  const other = valuesAt(seen, seen.left + seen.width, seen.top + seen.height, axes);
  return {
    minKelvin: Math.min(one.kelvin, other.kelvin),
    maxKelvin: Math.max(one.kelvin, other.kelvin),
    minSigma: Math.min(one.sigma, other.sigma),
    maxSigma: Math.max(one.sigma, other.sigma),
    corner,
  };
}
