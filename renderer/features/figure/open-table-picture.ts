import { toAppError } from '../../../app/contract/app-error.ts';
import { type OpenedTableFigure, TablePicture } from '../../../app/contract/table-figures.ts';
import { damagedPicture } from '../../../app/figures/read-picture.ts';
import { getClient } from '../../api/client.ts';
import { noteFile } from '../../api/recent-files.ts';
import { type PanelTarget, panelAddress } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { notePlotOrigin, type PlotOrigin } from '../drms/plot/plot-origin.ts';
import { targetOf as questionTarget } from '../queries/question-target.ts';

/** Opens the table of a picture with its plot; one that is not kept is asked for again, which may take its time. */
export async function openTablePicture(fileName: string, given: object): Promise<void> {
  const read = TablePicture.safeParse(given);
  if (!read.success) throw damagedPicture(fileName, t('its table cannot be read'));
  const picture = read.data;
  const kept = await getClient().call('figures.table.open', { picture, ask: 'never' });
  if (kept === null)
    showToast({
      level: 'info',
      text: t('The data of {{fileName}} are not kept here; they are asked for again.', { fileName }),
    });
  show(fileName, picture, kept ?? (await getClient().call('figures.table.open', { picture })));
}

/** The same plot of what the server answers now. */
export async function askAnew({ fileName, picture }: PlotOrigin): Promise<void> {
  try {
    show(fileName, picture, await getClient().call('figures.table.open', { picture, ask: 'anew' }));
  } catch (error) {
    showMessage(toAppError(error));
  }
}

function show(fileName: string, picture: TablePicture, opened: OpenedTableFigure | null): void {
  if (opened === null) return;
  notePlotOrigin({ fileName, picture, opened });
  const target = targetOf(opened);
  openTarget(target);
  // Pages are told no paths: the table is what can be opened again.
  noteFile({ name: fileName, path: null, address: panelAddress(target), how: 'opened' });
}

/** Mining tables have a panel of their own; all others are shown as they are kept. */
function targetOf({ question, table }: OpenedTableFigure): PanelTarget {
  const target = question?.kind === 'mining' ? questionTarget(question) : undefined;
  return target ?? { kind: 'table', params: { tableId: table.tableId } };
}
