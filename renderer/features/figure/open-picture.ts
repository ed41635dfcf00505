import { toAppError } from '../../../app/contract/app-error.ts';
import { FigureDetailsSchema } from '../../../app/contract/figure-details.ts';
import type { FigureProvenance } from '../../../app/figures/provenance.ts';
import { damagedPicture, type PictureText, readPicture } from '../../../app/figures/read-picture.ts';
import { getClient } from '../../api/client.ts';
import { noteFile } from '../../api/recent-files.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
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
    const provenance = withDetails(file.name, await readPicture(file.name, bytes));
    const { connectionId } = await getClient().call('figures.locate', { server: provenance.server });
    const { series, samples } = provenance;
    const subject: FigureSubject =
      series === null
        ? { connectionId, kind: 'sample', name: samples[0]?.name ?? '' }
        : { connectionId, kind: 'series', name: series };
    noteOrigin(subject, file.name, provenance);
    const { name } = subject;
    const params = subject.kind === 'series' ? { connectionId, seriesName: name } : { connectionId, sampleName: name };
    openPanel('conductivity', params);
    // Pages are told no paths: the figure is what can be opened again.
    noteFile({ name: file.name, path: null, address: panelAddress({ kind: 'conductivity', params }), how: 'opened' });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

function withDetails(fileName: string, { details, ...about }: PictureText): FigureProvenance {
  if (details === undefined) return about;
  const read = FigureDetailsSchema.safeParse(details);
  if (!read.success) throw damagedPicture(fileName, t('its units, marks or fits cannot be read'));
  return { ...about, details: read.data };
}
