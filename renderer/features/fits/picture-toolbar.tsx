import { ActionIcon, NumberInput, Select, Tooltip } from '@mantine/core';
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { colourMaps } from '../../../app/domain/fits/colour-maps.ts';
import type { Limits } from '../../../app/domain/fits/limits.ts';
import { type StretchName, stretchNames } from '../../../app/domain/fits/stretch.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import styles from './fits.module.css';
import { limitsOptions, type PictureChoices } from './picture-choices.ts';
import type { PictureView } from './use-picture-view.ts';

interface PictureToolbarProps {
  choices: PictureChoices;
  onChange(change: Partial<PictureChoices>): void;
  /** As they are drawn. */
  limits: Limits;
  colours: string;
  /** Pictures of a cube, and the one that is shown. */
  planes: number;
  plane: number;
  onPlane(plane: number): void;
  view: PictureView;
}

const stretchLabels: Readonly<Record<StretchName, string>> = {
  linear: t('Linear'),
  sqrt: t('Square root'),
  log: t('Logarithm'),
  asinh: 'Asinh',
};

/** How the picture is drawn, and how much of it. */
export function PictureToolbar(props: PictureToolbarProps): ReactNode {
  const { choices, onChange, limits, colours, planes, plane, onPlane, view } = props;
  const setLimit = (change: Partial<Limits>): void => onChange({ limits: 'hand', byHand: { ...limits, ...change } });
  return (
    <Toolbar label={t('Picture')}>
      <Select
        aria-label={t('Stretch')}
        w={116}
        value={choices.stretch}
        data={stretchNames.map((value) => ({ value, label: stretchLabels[value] }))}
        onChange={(value) => onChange({ stretch: stretchNames.find((name) => name === value) ?? 'linear' })}
      />
      <Select
        aria-label={t('Limits')}
        w={150}
        value={choices.limits}
        data={limitsOptions}
        onChange={(value) => onChange({ limits: value ?? 'all', byHand: limits })}
      />
      <LimitField label={t('Lower limit')} value={limits.low} onChange={(low) => setLimit({ low })} />
      <LimitField label={t('Upper limit')} value={limits.high} onChange={(high) => setLimit({ high })} />
      <Select
        aria-label={t('Colours')}
        w={160}
        value={colours}
        data={colourMaps.map(({ name, label }) => ({ value: name, label: say(label) }))}
        onChange={(value) => onChange({ colours: value })}
      />
      {planes > 1 && (
        <NumberInput
          aria-label={t('Plane, of {{planes}}', { planes })}
          w={96}
          min={1}
          max={planes}
          clampBehavior="strict"
          value={plane + 1}
          suffix={t(' of {{planes}}', { planes })}
          onChange={(value) => typeof value === 'number' && value >= 1 && onPlane(value - 1)}
        />
      )}
      <span className={styles.zoom}>
        <ZoomButton label={t('Zoom out')} run={() => view.zoom(2 / 3)} icon={<IconZoomOut size={15} />} />
        <ZoomButton label={t('Zoom in')} run={() => view.zoom(1.5)} icon={<IconZoomIn size={15} />} />
        <ZoomButton label={t('Whole picture')} run={view.fit} icon={<IconMaximize size={15} />} />
        <span className={styles.zoomShare}>{zoomText(view)}</span>
      </span>
    </Toolbar>
  );
}

function LimitField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange(value: number): void;
}): ReactNode {
  return (
    <NumberInput
      aria-label={label}
      w={104}
      hideControls
      value={Number(value.toPrecision(6))}
      onChange={(next) => typeof next === 'number' && next !== Number(value.toPrecision(6)) && onChange(next)}
    />
  );
}

function ZoomButton({ label, run, icon }: { label: string; run(): void; icon: ReactNode }): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={run}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function zoomText({ view }: PictureView): string {
  if (view === null) return '';
  const percent = view.zoom * 100;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
