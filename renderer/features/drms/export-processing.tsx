import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  findStep,
  type ImageFrame,
  type ImageSize,
  type StepProblem,
  stepsFor,
  type TypedSteps,
  usualOptions,
} from '../../../app/domain/drms/processing.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import styles from './export.module.css';
import { ExportStep } from './export-step.tsx';

interface ExportProcessingProps {
  series: string;
  steps: TypedSteps;
  problems: readonly StepProblem[];
  frame: ImageFrame | undefined;
  /** Of the images after all steps. */
  size: ImageSize | null;
  /** Values that suit the first record, such as the time of a place. */
  suggested: Readonly<Record<string, string>>;
  onChange(steps: TypedSteps): void;
}

/** What the server does with the images before it delivers them, and how large they become. */
export function ExportProcessing(props: ExportProcessingProps): ReactNode {
  const { series, steps, problems, frame, size, suggested, onChange } = props;
  const free = stepsFor(series).filter(({ name }) => !steps.some((step) => step.name === name));
  return (
    <>
      {steps.map(({ name, options }, index) => {
        const step = findStep(name);
        if (step === undefined) return null;
        return (
          <div key={name} className={styles.step}>
            <div className={styles.stepHead}>
              <strong>{say(step.title)}</strong>
              <span className={styles.code}>{name}</span>
              <ActionIcon
                ml="auto"
                aria-label={t('Leave out {{title}}', { title: say(step.title) })}
                onClick={() => onChange(steps.filter((one) => one.name !== name))}
              >
                <IconX size={14} />
              </ActionIcon>
            </div>
            <p className={styles.hint}>{say(step.note)}</p>
            <ExportStep
              step={step}
              options={options}
              problems={problems.filter((problem) => problem.step === name)}
              onChange={(changes) => onChange(steps.with(index, { name, options: { ...options, ...changes } }))}
            />
          </div>
        );
      })}
      {steps.length > 0 && problems.length === 0 && <p className={styles.hint}>{sizeInWords(frame, size)}</p>}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button leftSection={<IconPlus size={14} />} disabled={free.length === 0} className={styles.fit ?? ''}>
            {t('Add a step')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {free.map((step) => (
            <Menu.Item
              key={step.name}
              onClick={() =>
                onChange([
                  ...steps,
                  { name: step.name, options: { ...usualOptions(step), ...suggestedFor(step, suggested) } },
                ])
              }
            >
              {say(step.title)} <span className={styles.code}>{step.name}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function suggestedFor(
  { options }: { options: readonly { name: string }[] },
  suggested: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name }) => (suggested[name] === undefined ? [] : [[name, suggested[name]]])),
  );
}

function sizeInWords(frame: ImageFrame | undefined, size: ImageSize | null): string {
  if (frame === undefined) return t('The size of the images is not known.');
  const before = `${frame.width} × ${frame.height}`;
  if (size === null)
    return t('Images of {{before}} pixels; their scale is not known, so their size afterwards is not.', { before });
  const share = (100 * size.width * size.height) / (frame.width * frame.height);
  const percent = share < 10 ? share.toPrecision(2) : Math.round(share).toString();
  return t('Images of {{width}} × {{height}} pixels instead of {{before}}: {{percent}} % of the bytes.', {
    width: size.width,
    height: size.height,
    before,
    percent,
  });
}
