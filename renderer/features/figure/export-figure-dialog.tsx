import { Button, Group, Modal, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { FigureSpec, ImageFormat } from '../../../app/contract/figures.ts';
import {
  type FigureRemedy,
  type PrintPreset,
  type PrintSize,
  printLimits,
  printPresets,
} from '../../../app/domain/figure-print.ts';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { say } from '../../ui/say.ts';
import { presetOf, useExportChoices } from './export-size.ts';
import styles from './figure.module.css';
import type { ChangeChoices, ChangeDetails } from './figure-choices.ts';
import { FigureFindings } from './figure-findings.tsx';

interface ExportFigureProps {
  opened: boolean;
  onClose(): void;
  spec: FigureSpec;
  /** All samples of the figure, drawn or not. */
  samples: readonly string[];
  onChange: ChangeChoices;
  onDetails: ChangeDetails;
  /** Without its ending. */
  fileName: string;
}

/** How large a figure is on paper, what a careful reviewer would say about it, and the file. */
export function ExportFigureDialog({ opened, onClose, ...content }: ExportFigureProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('Export figure')}
      size={960}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {opened && <Content {...content} onDone={onClose} />}
    </Modal>
  );
}

type ContentProps = Omit<ExportFigureProps, 'opened' | 'onClose'> & { onDone(): void };

function Content({ spec, samples, onChange, onDetails, fileName, onDone }: ContentProps): ReactNode {
  const { size, dpi, format } = useExportChoices();
  const findings = useQuery({
    ...queryFor('figures.check', { spec, size }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    if (await saveFigure(spec, format, fileName)) onDone();
    setSaving(false);
  };
  const mend = (change: FigureRemedy['change']): void => {
    if (change.kind === 'size') useExportChoices.setState({ size: change.size });
    else if (change.kind === 'y-scale') onChange({ yScale: change.yScale });
    else if (change.kind === 'curves') onChange({ hidden: samples.filter((name) => !change.samples.includes(name)) });
    else if (change.kind === 'breaks') onDetails(t('Remove a break'), { breaks: change.breaks });
    else if (change.kind === 'quantity')
      onDetails(t('Change unit to {{quantityUnit}}', { quantityUnit: change.quantityUnit }), {
        quantityUnit: change.quantityUnit,
      });
    else
      onDetails(t('Draw error bars'), { errors: { sigma: { kind: 'percent', value: change.percent }, kelvin: null } });
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
            src={bytesPath('figure-image', { spec, format: 'svg', size })}
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

/** Saves in the size that was chosen last; false if it was cancelled or failed, which is said. */
export async function saveFigure(spec: FigureSpec, format: ImageFormat, fileName: string): Promise<boolean> {
  const { size, dpi } = useExportChoices.getState();
  const name = `${fileName}.${format}`;
  try {
    if (!(await getShell().saveBytes(bytesPath('figure-image', { spec, format, size, dpi }), name))) return false;
    showToast({
      level: 'info',
      text: t('Saved {{name}}, {{widthMm}} × {{heightMm}} mm.', {
        name,
        widthMm: size.widthMm,
        heightMm: size.heightMm,
      }),
    });
    return true;
  } catch (error) {
    showMessage(toAppError(error));
    return false;
  }
}
