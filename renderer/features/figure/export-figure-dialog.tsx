import { Button, Group, Modal, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import {
  type FigureFinding,
  type FigureRemedy,
  type PrintPreset,
  type PrintSize,
  printLimits,
  printPresets,
} from '../../../app/domain/figure-print.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { presetOf, useExportChoices } from './export-size.ts';
import { type ExportedFigure, saveFigure } from './exported-figure.ts';
import styles from './figure.module.css';
import { FigureFindings } from './figure-findings.tsx';

interface ExportFigureProps {
  opened: boolean;
  onClose(): void;
  figure: ExportedFigure;
}

/** How large a figure is on paper, what a careful reviewer would say about it, and the file. */
export function ExportFigureDialog({ opened, onClose, figure }: ExportFigureProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('Export figure')}
      size={960}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {opened && <Content figure={figure} onDone={onClose} />}
    </Modal>
  );
}

function Content({ figure, onDone }: { figure: ExportedFigure; onDone(): void }): ReactNode {
  const { size, dpi, format } = useExportChoices();
  const findings = useQuery<FigureFinding[], AppError>({
    ...figure.check(size),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    if (await saveFigure(figure, format)) onDone();
    setSaving(false);
  };
  const mend = (change: FigureRemedy['change']): void => {
    if (change.kind === 'size') useExportChoices.setState({ size: change.size });
    else figure.mend(change);
  };
  return (
    <>
      <div className={styles.exportBody}>
        <div className={styles.exportFields}>
          <SizeFields size={size} />
          <SegmentedControl
            aria-label={t('Format')}
            value={format}
            onChange={(value) => useExportChoices.setState({ format: value })}
            data={[
              { value: 'pdf', label: 'PDF' },
              { value: 'svg', label: 'SVG' },
              { value: 'png', label: 'PNG' },
            ]}
          />
          {format === 'png' && (
            <NumberInput
              label={t('Resolution')}
              suffix=" dpi"
              {...printLimits.dpi}
              clampBehavior="blur"
              value={dpi}
              onChange={(value) =>
                typeof value === 'number' && value >= 72 && useExportChoices.setState({ dpi: value })
              }
            />
          )}
          <FigureFindings findings={findings.data} error={findings.error} onRemedy={({ change }) => mend(change)} />
        </div>
        <section className={styles.exportPreview} aria-label={t('Preview')}>
          <img
            src={figure.imagePath({ format: 'svg', size })}
            alt={t('The figure, {{widthMm}} by {{heightMm}} mm', { widthMm: size.widthMm, heightMm: size.heightMm })}
            style={{ width: fittingWidth(size) }}
          />
        </section>
      </div>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone}>{t('Cancel')}</Button>
        <Button variant="filled" loading={isSaving} onClick={() => void save()} data-autofocus>
          {t('Export as {{format}}', { format: format.toUpperCase() })}
        </Button>
      </Group>
    </>
  );
}

/** As on paper, and no larger than the room beside the fields. */
function fittingWidth({ widthMm, heightMm }: PrintSize): string {
  return `min(${widthMm}mm, 100%, calc((60vh - 24px) * ${(widthMm / heightMm).toFixed(4)}))`;
}

function SizeFields({ size }: { size: PrintSize }): ReactNode {
  const preset = presetOf(size);
  const set = (changes: Partial<PrintSize>): void => useExportChoices.setState({ size: { ...size, ...changes } });
  const field = (
    label: string,
    key: keyof PrintSize,
    suffix: string,
    limits: { min: number; max: number },
  ): ReactNode => (
    <NumberInput
      label={label}
      suffix={suffix}
      {...limits}
      clampBehavior="blur"
      decimalScale={1}
      value={size[key]}
      onChange={(value) =>
        typeof value === 'number' && value >= limits.min && value <= limits.max && set({ [key]: value })
      }
    />
  );
  return (
    <>
      <Select
        label={t('Size')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        value={preset ?? 'own'}
        onChange={(value) => {
          // "own" is what the fields say.
          if (value !== null && value !== 'own') set(printPresets[value as PrintPreset].size);
        }}
        data={[
          ...Object.entries(printPresets).map(([value, { title }]) => ({ value, label: say(title) })),
          ...(preset === null ? [{ value: 'own', label: t('Own size') }] : []),
        ]}
      />
      <Group grow gap={8}>
        {field(t('Width'), 'widthMm', ' mm', printLimits.mm)}
        {field(t('Height'), 'heightMm', ' mm', printLimits.mm)}
        {field(t('Text'), 'textPt', ' pt', printLimits.textPt)}
      </Group>
    </>
  );
}
