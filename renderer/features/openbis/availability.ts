import type { OpenbisDataSet } from '../../../app/contract/openbis.ts';
import { t } from '../../ui/language.ts';

/** Whether the files of a dataset can be had from the server, at once or later, and what to say about it. */
export interface Availability {
  canDownload: boolean;
  note: { tone: 'warn' | 'info'; title: string; text: string } | null;
}

export function availabilityOf({ kind, physical }: Pick<OpenbisDataSet, 'kind' | 'physical'>): Availability {
  if (kind === 'LINK')
    return {
      canDownload: false,
      note: {
        tone: 'info',
        title: t('The files of this dataset are not stored in openBIS.'),
        text: t('They lie at the place below; fetch them from there.'),
      },
    };
  if (kind === 'CONTAINER')
    return {
      canDownload: true,
      note: {
        tone: 'info',
        title: t('A container has no files of its own.'),
        text: t('What is listed are the files of its components.'),
      },
    };
  switch (physical?.status) {
    case 'ARCHIVED':
    case 'ARCHIVE_PENDING':
      return {
        canDownload: true,
        note: {
          tone: 'warn',
          title: t('This dataset is in the archive: its files are listed, but cannot be looked into.'),
          text: t('A download asks whether the server shall fetch it back, which may take hours.'),
        },
      };
    case 'UNARCHIVE_PENDING':
    case 'BACKUP_PENDING':
      return {
        canDownload: true,
        note: {
          tone: 'warn',
          title: t('The server is moving the files of this dataset.'),
          text: t('A download waits until it is available.'),
        },
      };
    default:
      return { canDownload: true, note: null };
  }
}
