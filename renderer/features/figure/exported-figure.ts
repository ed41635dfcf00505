import { toAppError } from '../../../app/contract/app-error.ts';
import type { ImageFormat } from '../../../app/contract/figures.ts';
import type { FigureFinding, FigureRemedy, PrintSize } from '../../../app/domain/figure-print.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { useExportChoices } from './export-size.ts';

/** A figure as it leaves Quarry. */
export interface ExportedFigure {
  /** Without its ending. */
  fileName: string;
  /** Byte address of the picture; sizes that are left out are the usual ones. */
  imagePath(image: { format: ImageFormat; size?: PrintSize; dpi?: number }): string;
  /** What a careful reviewer says about the picture, as a query. */
  check(size: PrintSize): {
    queryKey: readonly unknown[];
    queryFn(context: { signal: AbortSignal }): Promise<FigureFinding[]>;
  };
  /** Changes the figure as a remedy says; the size is changed by the dialog. */
  mend(change: Exclude<FigureRemedy['change'], { kind: 'size' }>): void;
}

/** Saves in the size that was chosen last; false if it was cancelled or failed, which is said. */
export async function saveFigure({ fileName, imagePath }: ExportedFigure, format: ImageFormat): Promise<boolean> {
  const { size, dpi } = useExportChoices.getState();
  const name = `${fileName}.${format}`;
  try {
    if (!(await getShell().saveBytes(imagePath({ format, size, dpi }), name))) return false;
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

/** Letters and digits of a name stay, all else becomes a hyphen: it has to be a file name everywhere. */
export function safeFileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'figure';
}
