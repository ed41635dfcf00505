import { plainTitle } from '../../app/domain/collections/things.ts';
import type { PanelParams } from './panel-address.ts';

/** Of the tab: a statement that was opened by itself tells it from others. */
export function sqlTitle({ statement }: PanelParams['sql']): string {
  return statement === undefined ? 'SQL' : plainTitle({ kind: 'sql', statement });
}
