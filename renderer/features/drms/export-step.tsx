import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { askedOptions, type StepProblem, type TypedOptions } from '../../../app/domain/drms/processing.ts';
import type { ProcessingStep, StepOption } from '../../../app/domain/drms/processing-steps.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import styles from './export.module.css';

interface ExportStepProps {
  step: ProcessingStep;
  options: TypedOptions;
  problems: readonly StepProblem[];
  onChange(changes: TypedOptions): void;
}

/** The options of a step, each in a field of its kind. */
export function ExportStep({ step, options, problems, onChange }: ExportStepProps): ReactNode {
  return (
    <div className={styles.triple}>
      {askedOptions(step, options).map((option) => (
        <OptionField
          key={option.name}
          option={option}
          value={options[option.name] ?? ''}
          error={errorOf(option, problems)}
          onChange={(value) => onChange({ [option.name]: value })}
        />
      ))}
    </div>
  );
}

/** The label stands above it already. */
function errorOf({ name, label }: StepOption, problems: readonly StepProblem[]): string | undefined {
  const problem = problems.find(({ option }) => option === name);
  return problem === undefined ? undefined : say(problem.message).replace(`${say(label)}: `, '');
}

interface OptionFieldProps {
  option: StepOption;
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

function OptionField({ option, value, error, onChange }: OptionFieldProps): ReactNode {
  const { label, form, isRequired } = option;
  if (form.kind === 'choice')
    return (
      <Select
        label={say(label)}
        data={form.choices.map((choice) => ({ ...choice, label: say(choice.label) }))}
        value={value}
        error={error}
        onChange={(chosen) => onChange(chosen ?? value)}
      />
    );
  const unit = form.kind === 'number' && form.unit !== undefined ? `, ${say(form.unit)}` : '';
  return (
    <TextInput
      label={`${say(label)}${unit}`}
      inputMode={form.kind === 'number' ? 'decimal' : 'text'}
      placeholder={form.kind === 'time' ? '2016.04.01_12:00_TAI' : isRequired ? '' : t('left to the server')}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
