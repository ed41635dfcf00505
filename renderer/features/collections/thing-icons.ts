import {
  IconBox,
  IconChartDots,
  IconCube,
  IconDatabaseSearch,
  IconFile,
  IconFiles,
  IconGridDots,
  IconPhoto,
  IconStack2,
  IconSun,
  IconTable,
  IconTestPipe,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ThingKind } from '../../../app/domain/collections/things.ts';

/** The same as on the tabs of their panels. */
export const thingIcons: Readonly<Record<ThingKind, TablerIcon>> = {
  sample: IconTestPipe,
  series: IconStack2,
  result: IconPhoto,
  figure: IconChartDots,
  mining: IconGridDots,
  'drms-series': IconStack2,
  records: IconTable,
  record: IconTable,
  table: IconTable,
  sql: IconDatabaseSearch,
  'fits-file': IconSun,
  'fits-segment': IconSun,
  'openbis-collection': IconBox,
  'openbis-object': IconCube,
  'openbis-data-set': IconFiles,
  'openbis-file': IconFile,
};
