import { Button, Menu, Select, Switch, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ConductivityView } from '../../../app/domain/conductivity.ts';
import { detailLimits, type FormulaFit, type FormulaWeight } from '../../../app/domain/figure-details.ts';
import { type UsualFormula, usualFormulas } from '../../../app/domain/usual-formulas.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './details.module.css';
import { FormulaResults } from './formula-results.tsx';
import { NumberField } from './number-field.tsx';
import type { FormulaAnswer, FormulaState } from './use-formula.ts';

interface FormulaSectionProps {
  fit: FormulaFit | null;
  /** Null while nothing is fitted. */
  formula: FormulaState | null;
  view: ConductivityView;
  /** The points have errors of σ. */
  hasErrors: boolean;
  onChange(title: string, fit: FormulaFit | null): void;
}

/** A formula of the user that is fitted to each drawn curve. */
export function FormulaSection({ fit, formula, view, hasErrors, onChange }: FormulaSectionProps): ReactNode {
  const answer = formula?.answer;
  const problem = answer?.problem ?? null;
  return (
    <>
      <SectionHead title={t('Fit of a formula')} />
      <div className={styles.formula}>
        <UsualFormulas
          view={view}
          onChoose={({ formula: text, start }) =>
            onChange(t('Change formula'), { ...(fit ?? firstFit(view)), formula: text, start: { ...start } })
          }
        />
        <FormulaField
          value={fit?.formula ?? ''}
          placeholder={view === 'arrhenius' ? 'a * exp(-b * x)' : 'a * exp(-b / x)'}
          onChange={(text) => {
            if (text.trim() === '') onChange(t('Remove formula'), null);
            else onChange(t('Change formula'), { ...(fit ?? firstFit(view)), formula: text });
          }}
        />
        {fit !== null && problem !== null && <Problem problem={problem} formula={fit.formula} />}
      </div>
      <p className={styles.caption}>
        <i>σ</i> {t('in S/cm as a formula of')} <code>x</code>{' '}
        {t('= {{value}} and', { value: view === 'arrhenius' ? t('1000/T in K⁻¹') : t('T in K') })} <code>T</code>{' '}
        {t('in K, whatever the axes count in. All other names are its parameters.')}
      </p>
      {fit !== null && problem === null && (
        <>
          <StartFields fit={fit} parameters={answer?.parameters ?? []} onChange={onChange} />
          <div className={styles.fields}>
            <Select
              size="xs"
              aria-label={t('Weight of the points')}
              allowDeselect={false}
              value={fit.weight}
              data={[
                { value: 'relative', label: t('Weighted by size') },
                { value: 'equal', label: t('All points alike') },
                { value: 'errors', label: t('Weighted by their errors'), disabled: !hasErrors },
              ]}
              onChange={(weight) => {
                // The values are those of the list.
                if (weight !== null)
                  onChange(t('Change weight of the points'), { ...fit, weight: weight as FormulaWeight });
              }}
            />
            <Switch
              size="xs"
              label={t('In the fit range only')}
              checked={fit.inFitRange}
              onChange={(event) =>
                onChange(t('Change range of the formula'), { ...fit, inFitRange: event.currentTarget.checked })
              }
            />
          </div>
          {formula?.error != null && <ErrorNote error={formula.error} />}
          {answer !== undefined && <FormulaResults answer={answer} weight={fit.weight} />}
        </>
      )}
    </>
  );
}

function firstFit(view: ConductivityView): Omit<FormulaFit, 'formula'> {
  // A conductivity falls by decades over 1000/T, where its absolute errors say nothing.
  return { start: {}, weight: view === 'arrhenius' ? 'relative' : 'equal', inFitRange: false };
}

interface UsualFormulasProps {
  view: ConductivityView;
  onChoose(usual: UsualFormula): void;
}

function UsualFormulas({ view, onChoose }: UsualFormulasProps): ReactNode {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-xs" mb={6} rightSection={<IconChevronDown size={12} />}>
          {t('Usual formulas')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {usualFormulas[view].map((usual) => (
          <Menu.Item key={usual.name} onClick={() => onChoose(usual)} rightSection={<code>{usual.formula}</code>}>
            {say(usual.name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface FormulaFieldProps {
  value: string;
  placeholder: string;
  onChange(text: string): void;
}

function FormulaField({ value, placeholder, onChange }: FormulaFieldProps): ReactNode {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = (): void => {
    if (text !== value) onChange(text);
  };
  return (
    <TextInput
      size="xs"
      aria-label={t('Formula')}
      placeholder={placeholder}
      maxLength={detailLimits.formula}
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}

/** What is wrong, and where. */
function Problem({ problem, formula }: { problem: NonNullable<FormulaAnswer['problem']>; formula: string }): ReactNode {
  return (
    <div role="alert" className={styles.problem}>
      {problem.message}
      {problem.at !== null && (
        <code className={styles.place} aria-hidden="true">{`${formula}\n${' '.repeat(problem.at - 1)}↑`}</code>
      )}
    </div>
  );
}

interface StartFieldsProps {
  fit: FormulaFit;
  parameters: readonly string[];
  onChange(title: string, fit: FormulaFit): void;
}

function StartFields({ fit, parameters, onChange }: StartFieldsProps): ReactNode {
  if (parameters.length === 0) return null;
  return (
    <div className={styles.starts}>
      <span>{t('Start values')}</span>
      {parameters.map((name) => (
        <span key={name} className={styles.start}>
          <i aria-hidden="true">{name}</i>
          <NumberField
            label={t('Start value of {{name}}', { name })}
            value={fit.start[name] ?? 1}
            textOf={String}
            onChange={(value) =>
              onChange(t('Change start value of {{name}}', { name }), {
                ...fit,
                start: { ...fit.start, [name]: value },
              })
            }
          />
        </span>
      ))}
    </div>
  );
}
