import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconTable, IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { CodeSubject } from '../../../app/contract/code.ts';
import type { FigureSpec } from '../../../app/contract/figures.ts';
import { quantityOf } from '../../../app/domain/figure-units.ts';
import { getClient } from '../../api/client.ts';
import { t } from '../../ui/language.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CopyViewAsCode } from '../remote/copy-view-as-code.tsx';
import { ExportFigureButton } from './export-figure-button.tsx';
import { type ExportedFigure, safeFileName } from './exported-figure.ts';
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

type ExportProps = Pick<FigureToolbarProps, 'spec' | 'samples' | 'subject' | 'isActive' | 'onChange'>;

function ExportButton({ spec, samples, subject, isActive, onChange }: ExportProps): ReactNode {
  const changeDetails = useChangeDetails(subject);
  const mend: ExportedFigure['mend'] = (change) => {
    if (change.kind === 'y-scale') onChange({ yScale: change.yScale });
    else if (change.kind === 'curves') onChange({ hidden: samples.filter((name) => !change.samples.includes(name)) });
    else if (change.kind === 'breaks') changeDetails(t('Remove a break'), { breaks: change.breaks });
    else if (change.kind === 'quantity')
      changeDetails(t('Change unit to {{quantityUnit}}', { quantityUnit: change.quantityUnit }), {
        quantityUnit: change.quantityUnit,
      });
    else
      changeDetails(t('Draw error bars'), {
        errors: { sigma: { kind: 'percent', value: change.percent }, kelvin: null },
      });
  };
  const figure: ExportedFigure = {
    fileName: `conductivity-${safeFileName(subject.name)}`,
    imagePath: (image) => bytesPath('figure-image', { spec, ...image }),
    check: (size) => ({
      queryKey: ['figures.check', { spec, size }],
      queryFn: ({ signal }) => getClient().call('figures.check', { spec, size }, { signal }),
    }),
    mend,
  };
  return (
    <ExportFigureButton figure={spec.samples.length > 0 ? figure : null} isActive={isActive} label={t('Export…')} />
  );
}
