import type { Hit } from '../../../app/contract/find.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { thingOfTarget } from '../collections/thing-target.ts';

/** For the line of a hit: what can go into collections is dragged there, and has the menu of things. */
export function hitThing({ address }: Pick<Hit, 'address'>): ReturnType<typeof standsFor> | undefined {
  const target = parsePanelAddress(address);
  return target === undefined || thingOfTarget(target) === undefined ? undefined : standsFor(target);
}
