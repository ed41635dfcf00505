import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { openTarget } from '../../routes/panels.ts';
import { takeLook } from '../figure/figure-choices.ts';
import { targetOfThing } from './thing-target.ts';

/** Opens what a thing names; a figure as it looked when it was put in. */
export function openThing(thing: CollectionThing): void {
  if (thing.kind === 'figure' && thing.look !== undefined) {
    const { connectionId, of, name, look } = thing;
    takeLook({ connectionId, kind: of, name }, look);
  }
  openTarget(targetOfThing(thing));
}
