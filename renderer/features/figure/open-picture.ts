import { toAppError } from '../../../app/contract/app-error.ts';
import { FigureDetailsSchema } from '../../../app/contract/figure-details.ts';
import { type OpenedTableFigure, TablePicture } from '../../../app/contract/table-figures.ts';
import type { ConductivityProvenance } from '../../../app/figures/provenance.ts';
import { type ConductivityPicture, damagedPicture, readPicture } from '../../../app/figures/read-picture.ts';
import { getClient } from '../../api/client.ts';
import { noteFile } from '../../api/recent-files.ts';
import { type PanelTarget, panelAddress } from '../../routes/panel-address.ts';
import { openPanel, openTarget } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { notePlotOrigin } from '../drms/plot/plot-origin.ts';
import { targetOf as questionTarget } from '../queries/question-target.ts';
import type { FigureSubject } from './figure-choices.ts';
import { noteOrigin } from './picture-origin.ts';

/** Larger files are no pictures that Quarry draws. */
const mostBytes = 100_000_000;

/** Whether a file is worth looking into by its name. */
export function isPictureName(name: string): boolean {
  return /\.(?:png|svg|pdf)$/i.test(name);
}

/** Opens the live figure that a picture shows. */
export async function openPicture(file: File): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.slice(0, mostBytes).arrayBuffer());
    const text = await readPicture(file.name, bytes);
    switch (text.kind) {
      case 'conductivity':
        return await openConductivity(file.name, withDetails(file.name, text));
      case 'table':
        return await openTable(file.name, text.picture);
      default:
        text satisfies never;
    }
  } catch (error) {
    showMessage(toAppError(error));
  }
}

async function openConductivity(fileName: string, provenance: ConductivityProvenance): Promise<void> {
  const { connectionId } = await getClient().call('figures.locate', { server: provenance.server });
  const { series, samples } = provenance;
  const subject: FigureSubject =
    series === null
      ? { connectionId, kind: 'sample', name: samples[0]?.name ?? '' }
      : { connectionId, kind: 'series', name: series };
  noteOrigin(subject, fileName, provenance);
  const { name } = subject;
  const params = subject.kind === 'series' ? { connectionId, seriesName: name } : { connectionId, sampleName: name };
  openPanel('conductivity', params);
  // Pages are told no paths: the figure is what can be opened again.
  noteFile({ name: fileName, path: null, address: panelAddress({ kind: 'conductivity', params }), how: 'opened' });
}

/** A table that is not kept is asked for again, which may take its time. */
async function openTable(fileName: string, given: object): Promise<void> {
  const read = TablePicture.safeParse(given);
  if (!read.success) throw damagedPicture(fileName, t('its table cannot be read'));
  const picture = read.data;
  const kept = await getClient().call('figures.table.open', { picture, mayAsk: false });
  if (kept === null)
    showToast({
      level: 'info',
      text: t('The data of {{fileName}} are not kept here; they are asked for again.', { fileName }),
    });
  const opened = kept ?? (await getClient().call('figures.table.open', { picture, mayAsk: true }));
  if (opened === null) return;
  notePlotOrigin({ fileName, drawn: picture.table, opened });
  const target = targetOf(opened);
  openTarget(target);
  noteFile({ name: fileName, path: null, address: panelAddress(target), how: 'opened' });
}

/** Mining tables have a panel of their own; all others are shown as they are kept. */
function targetOf({ question, table }: OpenedTableFigure): PanelTarget {
  const target = question?.kind === 'mining' ? questionTarget(question) : undefined;
  return target ?? { kind: 'table', params: { tableId: table.tableId } };
}

function withDetails(fileName: string, { details, ...about }: ConductivityPicture): ConductivityProvenance {
  if (details === undefined) return about;
  const read = FigureDetailsSchema.safeParse(details);
  if (!read.success) throw damagedPicture(fileName, t('its units, marks or fits cannot be read'));
  return { ...about, details: read.data };
}
