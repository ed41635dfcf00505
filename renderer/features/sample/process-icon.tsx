import {
  IconChartDots,
  IconCircleDashed,
  IconPhoto,
  IconRulerMeasure,
  IconSquareRounded,
  IconStack2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Process, Result } from '../../../app/domain/juliabase.ts';
import { kindOf } from './process-kinds.ts';

const size = 13;

/** The sort of a process as a small mark; its words stand beside it. */
export function ProcessIcon({ process }: { process: Process | Result }): ReactNode {
  switch (kindOf(process)) {
    case 'Result':
      return <IconPhoto size={size} />;
    case 'Substrate':
      return <IconSquareRounded size={size} />;
    case 'Deposition':
      return <IconStack2 size={size} />;
    case 'Measurement':
      return process.typeName.includes('thickness') ? <IconRulerMeasure size={size} /> : <IconChartDots size={size} />;
    default:
      return <IconCircleDashed size={size} />;
  }
}
