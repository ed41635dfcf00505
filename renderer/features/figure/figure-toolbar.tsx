import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconDownload, IconTable, IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { CodeSubject } from '../../../app/contract/code.ts';
import type { FigureSpec, ImageFormat } from '../../../app/contract/figures.ts';
import { quantityOf } from '../../../app/domain/figure-units.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { draggedOut } from '../../ui/drag-out.ts';
import { t } from '../../ui/language.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CopyViewAsCode } from '../remote/copy-view-as-code.tsx';
import { ExportFigureDialog, saveFigure } from './export-figure-dialog.tsx';
import { type ChangeChoices, type FigureChoices, type FigureSubject, useChangeDetails } from './figure-choices.ts';

interface FigureToolbarProps {
  /** Of the panel; its commands apply. */
  isActive: boolean;
  choices: FigureChoices;
  onChange: ChangeChoices;
  spec: FigureSpec;
  /** All of the figure, drawn or not. */
  samples: readonly string[];
  subject: FigureSubject;
  /** Null while no curve is drawn. */
  onAttach: (() => void) | null;
  asTable: boolean;
  onToggleTable(): void;
}

/** Left what changes the view, right what leaves it. */
export function FigureToolbar({
  choices,
  onChange,
  spec,
  samples,
  subject,
  isActive,
  onAttach,
  asTable,
  onToggleTable,
}: FigureToolbarProps): ReactNode {
  return (
    <Toolbar label={t('Figure')}>
      <SegmentedControl
        size="xs"
        aria-label={t('Axes')}
        value={choices.view}
        data={[
          { value: 'linear', label: t('Linear') },
          { value: 'arrhenius', label: 'Arrhenius' },
        ]}
        onChange={(view) => onChange({ view })}
      />
      <YScaleMenu choices={choices} onChange={onChange} />
      {choices.view === 'arrhenius' && (
        <Button
          variant={choices.showFit ? 'light' : 'subtle'}
          aria-pressed={choices.showFit}
          onClick={() => onChange({ showFit: !choices.showFit })}
        >
          {t('Fit')}
        </Button>
      )}
      <Button
        variant={asTable ? 'light' : 'subtle'}
        aria-pressed={asTable}
        leftSection={<IconTable size={14} />}
        onClick={onToggleTable}
      >
        {t('Table')}
      </Button>
      <CopyViewAsCode subject={codeOf(subject, choices)} isActive={isActive} />
      <ExportButton spec={spec} samples={samples} subject={subject} isActive={isActive} onChange={onChange} />
      <Button
        variant="filled"
        disabled={onAttach === null}
        leftSection={<IconUpload size={14} />}
        onClick={onAttach ?? undefined}
      >
        {subject.kind === 'series' ? t('Attach to series') : t('Attach to sample')}
      </Button>
    </Toolbar>
  );
}

function codeOf({ connectionId, kind, name }: FigureSubject, { view, fitRange }: FigureChoices): CodeSubject {
  return { kind: 'conductivity', connectionId, series: kind === 'series' ? name : null, view, fitRange };
}

function YScaleMenu({ choices, onChange }: Pick<FigureToolbarProps, 'choices' | 'onChange'>): ReactNode {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" rightSection={<IconChevronDown size={14} />}>
          {`y ${quantityOf(choices.details.quantityUnit).symbol}, ${choices.yScale === 'log' ? 'log' : 'linear'}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange({ yScale: 'log' })}>{t('Logarithmic')}</Menu.Item>
        <Menu.Item onClick={() => onChange({ yScale: 'linear' })}>{t('Linear')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const formats: ImageFormat[] = ['png', 'svg', 'pdf'];

type ExportButtonProps = Pick<FigureToolbarProps, 'spec' | 'samples' | 'subject' | 'isActive' | 'onChange'>;

function ExportButton({ spec, samples, subject, isActive, onChange }: ExportButtonProps): ReactNode {
  const [opened, setOpened] = useState(false);
  const changeDetails = useChangeDetails(subject);
  const name = fileName(subject.name);
  const canExport = spec.samples.length > 0;
  const open = (): void => setOpened(true);
  useCommands(isActive && canExport, [
    offer('figure.export', open),
    ...formats.map((format) =>
      offer('figure.export.as', () => void saveFigure(spec, format, name), { format: format.toUpperCase() }, format),
    ),
  ]);
  return (
    <>
      <Button
        variant="subtle"
        disabled={!canExport}
        leftSection={<IconDownload size={14} />}
        title={t('Can be dragged into other programs as a PNG')}
        onClick={open}
        {...draggedOut(
          { bytesPath: bytesPath('figure-image', { spec, format: 'png' }), name: `${name}.png` },
          'image/png',
        )}
      >
        {t('Export…')}
      </Button>
      <ExportFigureDialog
        opened={opened && canExport}
        onClose={() => setOpened(false)}
        spec={spec}
        samples={samples}
        onChange={onChange}
        onDetails={changeDetails}
        fileName={name}
      />
    </>
  );
}

/** Letters and digits of the name stay, all else becomes a hyphen: it has to be a file name everywhere. */
function fileName(subject: string): string {
  const safe = subject.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
  return `conductivity-${safe}`;
}
