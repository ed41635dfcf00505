import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type AxisBreak, detailLimits, type MarkAxis } from '../../../app/domain/figure-details.ts';
import type { PlacedBreaks } from '../../../app/figures/placed-breaks.ts';
import type { PlotGeometry } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { breakBetween, endsOnAxis, newBreak, unitOfAxis } from './axis-break-places.ts';
import styles from './details.module.css';
import type { FigureChoices } from './figure-choices.ts';
import { NumberField } from './number-field.tsx';

interface BreakSectionProps {
  choices: FigureChoices;
  geometry: PlotGeometry | null;
  problems: PlacedBreaks['problems'];
  onChange(title: string, breaks: AxisBreak[]): void;
}

const axisWords: Readonly<Record<MarkAxis, string>> = {
  temperature: t('Lower axis'),
  sigma: t('Axis on the left'),
};

/** Parts of the axes that are left out, each from where to where in the unit of its axis. */
export function BreakSection({ choices, geometry, problems, onChange }: BreakSectionProps): ReactNode {
  const { breaks } = choices.details;
  const add = (along: MarkAxis): void => {
    const made = geometry === null ? undefined : newBreak(along, geometry, choices);
    if (made !== undefined) onChange(t('Break an axis'), [...breaks, made]);
  };
  return (
    <>
      <SectionHead title={t('Axis breaks')} {...(breaks.length === 0 ? {} : { count: breaks.length })}>
        <Menu>
          <Menu.Target>
            <Button
              size="compact-xs"
              leftSection={<IconPlus size={12} />}
              disabled={geometry === null || breaks.length >= detailLimits.breaks}
            >
              {t('Add break')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => add('temperature')}>{axisWords.temperature}</Menu.Item>
            <Menu.Item onClick={() => add('sigma')}>{axisWords.sigma}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </SectionHead>
      {breaks.length === 0 && <p className={styles.caption}>{t('What lies between two values is left out.')}</p>}
      <ul className={styles.marks} aria-label={t('Breaks of the axes')}>
        {breaks.map((given, place) => (
          <BreakRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a break is what stands at its place in the list
            key={place}
            given={given}
            number={place + 1}
            choices={choices}
            problem={problems.find((problem) => problem.place === place)?.text ?? null}
            onChange={(next) => onChange(t('Move a break'), breaks.with(place, next))}
            onRemove={() => onChange(t('Remove a break'), breaks.toSpliced(place, 1))}
          />
        ))}
      </ul>
    </>
  );
}

interface BreakRowProps {
  given: AxisBreak;
  /** In the list, from 1. */
  number: number;
  choices: FigureChoices;
  problem: string | null;
  onChange(next: AxisBreak): void;
  onRemove(): void;
}

function BreakRow({ given, number, choices, problem, onChange, onRemove }: BreakRowProps): ReactNode {
  const { along } = given;
  const unit = unitOfAxis(along, choices);
  const ends = endsOnAxis(given, choices);
  const moved = (end: 0 | 1, value: number): void => {
    const next = breakBetween(along, ends.with(end, value), choices);
    if (next !== undefined) onChange(next);
  };
  return (
    <li>
      <span className={styles.markKind}>{axisWords[along]}</span>
      <span className={styles.markPlaces}>
        <span className={styles.markPlace}>
          <NumberField
            label={t('Break {{number}} from, in {{unit}}', { number, unit })}
            value={ends[0]}
            textOf={endText}
            onChange={(value) => moved(0, value)}
          />
          <span aria-hidden="true">–</span>
          <NumberField
            label={t('Break {{number}} to, in {{unit}}', { number, unit })}
            value={ends[1]}
            textOf={endText}
            onChange={(value) => moved(1, value)}
          />
          <span aria-hidden="true">{unit}</span>
        </span>
        {problem !== null && (
          <span role="alert" className={styles.problem}>
            {say(problem)}
          </span>
        )}
      </span>
      <ActionIcon variant="subtle" size="sm" aria-label={t('Remove break {{number}}', { number })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

function endText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '';
}
