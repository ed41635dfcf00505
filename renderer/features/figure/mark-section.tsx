import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { detailLimits, type FigureMark, type MarkAxis } from '../../../app/domain/figure-details.ts';
import type { PlotGeometry } from '../../plots/plot-geometry.ts';
import { t } from '../../ui/language.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './details.module.css';
import type { FigureChoices } from './figure-choices.ts';
import { changedMark, markInWords, markPlaces, type NewMark, newMark, newMarks } from './figure-marks.ts';
import { MarkTextField } from './mark-text-field.tsx';
import { NumberField } from './number-field.tsx';

interface MarkSectionProps {
  choices: FigureChoices;
  geometry: PlotGeometry | null;
  onChange(title: string, marks: FigureMark[]): void;
}

/** Texts, lines and regions of the figure as a list: all that the mouse can do with them, by keyboard. */
export function MarkSection({ choices, geometry, onChange }: MarkSectionProps): ReactNode {
  const { marks } = choices.details;
  const added = useRef<number>(null);
  const add = (kind: NewMark): void => {
    if (geometry === null) return;
    const mark = newMark(kind, marks, geometry, choices);
    added.current = mark.id;
    onChange(t('Add {{mark}}', { mark: markInWords(mark) }), [...marks, mark]);
  };
  return (
    <>
      <SectionHead title={t('Marks')} {...(marks.length === 0 ? {} : { count: marks.length })}>
        <Menu>
          <Menu.Target>
            <Button
              size="compact-xs"
              leftSection={<IconPlus size={12} />}
              disabled={geometry === null || marks.length >= detailLimits.marks}
            >
              {t('Add mark')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {newMarks.map(({ kind, label }) => (
              <Menu.Item key={kind} onClick={() => add(kind)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </SectionHead>
      {marks.length === 0 && (
        <p className={styles.caption}>{t('Texts, arrows, lines and regions stand here as a list.')}</p>
      )}
      <ul className={styles.marks} aria-label={t('Marks of the figure')}>
        {marks.map((mark) => (
          <MarkRow
            key={mark.id}
            mark={mark}
            choices={choices}
            isNew={added.current === mark.id}
            onChange={(next) =>
              onChange(
                t('Change {{next}}', { next: markInWords(next) }),
                marks.map((other) => (other.id === next.id ? next : other)),
              )
            }
            onRemove={() =>
              onChange(
                t('Remove {{mark}}', { mark: markInWords(mark) }),
                marks.filter((other) => other.id !== mark.id),
              )
            }
          />
        ))}
      </ul>
    </>
  );
}

interface MarkRowProps {
  mark: FigureMark;
  choices: FigureChoices;
  isNew: boolean;
  onChange(mark: FigureMark): void;
  onRemove(): void;
}

function MarkRow({ mark, choices, isNew, onChange, onRemove }: MarkRowProps): ReactNode {
  return (
    <li>
      {mark.kind === 'text' ? (
        <MarkTextField value={mark.text} isNew={isNew} onChange={(text) => onChange({ ...mark, text })} />
      ) : (
        <span className={styles.markKind}>{mark.kind === 'line' ? t('Line') : t('Region')}</span>
      )}
      <span className={styles.markPlaces}>
        {markPlaces(mark, choices.details).map((place) => (
          <span key={place.key} className={styles.markPlace}>
            <span aria-hidden="true">{place.symbol}</span>
            <NumberField
              label={t('{{name}} of {{mark}} in {{unit}}', {
                name: place.name,
                mark: markInWords(mark),
                unit: place.unit,
              })}
              value={place.value}
              textOf={textOfPlace[place.along]}
              onChange={(value) => onChange(changedMark(mark, place, value, choices.details))}
            />
            <span aria-hidden="true">{place.unit}</span>
          </span>
        ))}
      </span>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('Remove {{mark}}', { mark: markInWords(mark) })}
        onClick={onRemove}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

const textOfPlace: Readonly<Record<MarkAxis, (value: number) => string>> = {
  temperature: (value) => String(Number(value.toFixed(1))),
  sigma: (value) => String(Number(value.toPrecision(3))),
};
