import type { Hit } from '../../../app/contract/find.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';

/** Opens the panel that shows a hit. */
export function openHit({ address }: Hit): void {
  const target = parsePanelAddress(address);
  if (target !== undefined) openTarget(target);
}
