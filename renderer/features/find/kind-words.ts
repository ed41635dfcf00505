import {
  IconBookmark,
  IconBox,
  IconChartDots,
  IconDatabase,
  IconFile,
  IconFiles,
  IconFlask,
  IconFolder,
  IconFolders,
  IconGridDots,
  IconHistory,
  IconPhoto,
  IconStack2,
  IconSun,
  IconTable,
  IconTestPipe,
  IconTransfer,
} from '@tabler/icons-react';
import type { FoundKind } from '../../../app/contract/find.ts';
import { t } from '../../ui/language.ts';

/** Sign and name of each kind of thing that can be found. */
export const kindWords: Readonly<Record<FoundKind, { icon: typeof IconBox; one: string; many: string }>> = {
  series: { icon: IconStack2, one: t('Series'), many: t('Sample series') },
  topic: { icon: IconFolder, one: t('Topic'), many: t('Topics') },
  'drms-series': { icon: IconSun, one: t('Data series'), many: t('Data series') },
  'saved-query': { icon: IconBookmark, one: t('Saved query'), many: t('Saved queries') },
  'openbis-space': { icon: IconDatabase, one: t('Space'), many: t('Spaces') },
  'openbis-project': { icon: IconFolders, one: t('Project'), many: t('Projects') },
  'openbis-collection': { icon: IconBox, one: t('Collection'), many: t('Collections of openBIS') },
  'mining-table': { icon: IconGridDots, one: t('Mining table'), many: t('Mining tables') },
  table: { icon: IconTable, one: t('Kept table'), many: t('Kept tables') },
  sample: { icon: IconTestPipe, one: t('Sample'), many: t('Samples') },
  'openbis-object': { icon: IconTestPipe, one: t('Object'), many: t('Objects') },
  'openbis-data-set': { icon: IconFiles, one: t('Dataset'), many: t('Datasets') },
  figure: { icon: IconChartDots, one: t('Figure'), many: t('Figures') },
  result: { icon: IconPhoto, one: t('Result'), many: t('Results') },
  process: { icon: IconFlask, one: t('Process'), many: t('Processes') },
  'past-query': { icon: IconHistory, one: t('Past query'), many: t('Past queries') },
  transfer: { icon: IconTransfer, one: t('Transfer'), many: t('Transfers') },
  file: { icon: IconFile, one: t('File'), many: t('Files') },
};
