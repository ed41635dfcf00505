import { toAppError } from '../../../app/contract/app-error.ts';
import { FigureDetailsSchema } from '../../../app/contract/figure-details.ts';
import type { ConductivityProvenance } from '../../../app/figures/provenance.ts';
import { type ConductivityPicture, damagedPicture, readPicture } from '../../../app/figures/read-picture.ts';
import { getClient } from '../../api/client.ts';
import { noteFile } from '../../api/recent-files.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import type { FigureSubject } from './figure-choices.ts';
import { openTablePicture } from './open-table-picture.ts';
import { noteOrigin } from './picture-origin.ts';

/** Larger files are no pictures that Quarry draws. */
const mostBytes = 100_000_000;

/** Opens the live figure that a picture shows. */
export async function openPicture(file: File): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.slice(0, mostBytes).arrayBuffer());
    const text = await readPicture(file.name, bytes);
    switch (text.kind) {
      case 'conductivity':
        return await openConductivity(file.name, withDetails(file.name, text));
      case 'table':
        return await openTablePicture(file.name, text.picture);
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

function withDetails(fileName: string, { details, ...about }: ConductivityPicture): ConductivityProvenance {
  if (details === undefined) return about;
  const read = FigureDetailsSchema.safeParse(details);
  if (!read.success) throw damagedPicture(fileName, t('its units, marks or fits cannot be read'));
  return { ...about, details: read.data };
}
