import { Button, MultiSelect, Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { detailLimits, type FigureInset, type InsetCorner, insetCorners } from '../../../app/domain/figure-details.ts';
import type { PlotGeometry } from '../../plots/plot-geometry.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './details.module.css';
import type { ChangeDetails, FigureChoices } from './figure-choices.ts';
import { valuesAt } from './figure-marks.ts';

interface LayoutSectionProps {
  choices: FigureChoices;
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
  const { panels, onRight } = choices.details;
  const tooMany = samples.length > detailLimits.panels;
  return (
    <>
      <SectionHead title="Layout" />
      <div className={styles.fields}>
        <Switch
          size="xs"
          label="One panel for each curve"
          checked={panels === 'each'}
          onChange={(event) =>
            onChange('Change panels of the figure', { panels: event.currentTarget.checked ? 'each' : 'together' })
          }
        />
      </div>
      {panels === 'each' && tooMany && (
        <p className={styles.caption}>{`More than ${detailLimits.panels} curves are drawn together.`}</p>
      )}
      {panels === 'together' && (
        <>
          <div className={styles.formula}>
            <MultiSelect
              size="xs"
              label="Curves of the axis on the right"
              placeholder={onRight.length === 0 ? 'None' : ''}
              value={onRight}
              data={[...new Set([...samples, ...onRight])]}
              onChange={(names) => onChange('Change the axis on the right', { onRight: names })}
            />
          </div>
          <InsetFields {...props} />
        </>
      )}
    </>
  );
}

const cornerWords: Readonly<Record<InsetCorner, string>> = {
  'top-left': 'Inset top left',
  'top-right': 'Inset top right',
  'bottom-left': 'Inset bottom left',
  'bottom-right': 'Inset bottom right',
};

function InsetFields({ choices, geometry, isZoomed, onResetView, onChange }: LayoutSectionProps): ReactNode {
  const { inset } = choices.details;
  const canMake = isZoomed && geometry !== null;
  const make = (): void => {
    if (geometry === null) return;
    onChange('Make an inset', { inset: insetOf(geometry, choices, inset?.corner ?? 'top-right') });
    onResetView();
  };
  return (
    <>
      <div className={styles.fields}>
        <Button size="compact-xs" disabled={!canMake} onClick={make}>
          Make this part an inset
        </Button>
        {inset !== null && (
          <>
            <Select
              size="xs"
              w={136}
              aria-label="Corner of the inset"
              allowDeselect={false}
              value={inset.corner}
              data={insetCorners.map((corner) => ({ value: corner, label: cornerWords[corner] }))}
              onChange={(corner) => {
                // The values are those of the list.
                if (corner !== null) onChange('Move the inset', { inset: { ...inset, corner: corner as InsetCorner } });
              }}
            />
            <Button size="compact-xs" onClick={() => onChange('Remove the inset', { inset: null })}>
              Remove
            </Button>
          </>
        )}
      </div>
      {!canMake && <p className={styles.caption}>Zoom into a part of the figure to draw it larger in a corner.</p>}
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
