import { Button, type ButtonProps } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ImageFormat } from '../../../app/contract/figures.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { draggedOut } from '../../ui/drag-out.ts';
import { t } from '../../ui/language.ts';
import { ExportFigureDialog } from './export-figure-dialog.tsx';
import { type ExportedFigure, saveFigure } from './exported-figure.ts';

interface ExportFigureButtonProps {
  /** Null while there is nothing to draw. */
  figure: ExportedFigure | null;
  /** Of the panel; its commands apply. */
  isActive: boolean;
  /** Where the panel exports something else by the usual key: a command without one. */
  command?: 'figure.export' | 'figure.export.plot';
  size?: ButtonProps['size'];
  /** In the words of the window. */
  label?: string;
}

const formats: ImageFormat[] = ['png', 'svg', 'pdf'];

/** Takes a figure out of Quarry: by the dialog, by commands, or dragged into another program. */
export function ExportFigureButton({
  figure,
  isActive,
  command = 'figure.export',
  size,
  label = t('Export figure…'),
}: ExportFigureButtonProps): ReactNode {
  const [opened, setOpened] = useState(false);
  const open = (): void => setOpened(true);
  useCommands(
    isActive && figure !== null,
    figure === null
      ? []
      : [
          offer(command, open),
          ...formats.map((format) =>
            offer('figure.export.as', () => void saveFigure(figure, format), { format: format.toUpperCase() }, format),
          ),
        ],
  );
  return (
    <>
      <Button
        variant="subtle"
        {...(size === undefined ? {} : { size })}
        disabled={figure === null}
        leftSection={<IconDownload size={14} />}
        title={t('Can be dragged into other programs as a PNG')}
        onClick={open}
        {...(figure === null
          ? {}
          : draggedOut(
              { bytesPath: figure.imagePath({ format: 'png' }), name: `${figure.fileName}.png` },
              'image/png',
            ))}
      >
        {label}
      </Button>
      {figure !== null && <ExportFigureDialog opened={opened} onClose={() => setOpened(false)} figure={figure} />}
    </>
  );
}
