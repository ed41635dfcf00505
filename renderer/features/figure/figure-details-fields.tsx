import type { ReactNode } from 'react';
import type { PlotGeometry } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { BreakSection } from './break-section.tsx';
import { ErrorFields } from './error-fields.tsx';
import { type FigureChoices, type FigureSubject, useChangeDetails } from './figure-choices.ts';
import { FormulaSection } from './formula-section.tsx';
import { LayoutSection } from './layout-section.tsx';
import { MarkSection } from './mark-section.tsx';
import { UnitFields } from './unit-fields.tsx';
import type { FigureModel } from './use-figure-model.ts';

interface FigureDetailsProps {
  model: FigureModel;
  choices: FigureChoices;
  subject: FigureSubject;
  /** Of the drawing as it is seen; null before there is one. */
  geometry: PlotGeometry | null;
  isZoomed: boolean;
  onResetView(): void;
}

/** How the figure is drawn beyond axes and curves: units, error bars, marks, breaks, a formula, panels. */
export function FigureDetailsFields(props: FigureDetailsProps): ReactNode {
  const { model, choices, subject, geometry } = props;
  const change = useChangeDetails(subject);
  const { details } = choices;
  const drawn = model.rows.filter((row) => row.drawn);
  const columns = drawn.flatMap(({ curve }) => curve.columns);
  const errorColumns = [...new Set(columns.filter(({ isError }) => isError).map(({ name }) => name))];
  return (
    <>
      <SectionHead title={t('Units and axes')} />
      <UnitFields details={details} onChange={change} />
      <SectionHead title={t('Error bars')} />
      <ErrorFields
        errors={details.errors}
        columns={errorColumns}
        onChange={(title, errors) => change(title, { errors })}
      />
      <MarkSection choices={choices} geometry={geometry} onChange={(title, marks) => change(title, { marks })} />
      <BreakSection
        choices={choices}
        geometry={geometry}
        problems={model.breakProblems}
        onChange={(title, breaks) => change(title, { breaks })}
      />
      <FormulaSection
        formula={model.formula}
        fit={details.formula}
        hasErrors={details.errors?.sigma != null}
        view={choices.view}
        onChange={(title, fit) => change(title, { formula: fit })}
      />
      <LayoutSection
        choices={choices}
        columns={[...new Set(columns.map(({ name }) => name))]}
        samples={model.spec.samples}
        geometry={geometry}
        isZoomed={props.isZoomed}
        onResetView={props.onResetView}
        onChange={change}
      />
    </>
  );
}
