import { type PanelTarget, panelAddress } from './panel-address.ts';

/** For an element that stands for what a panel shows: it can be dragged, and added to collections by its menu or Ctrl D. */
export function standsFor(target: PanelTarget): { draggable: true; 'data-thing': string } {
  return { draggable: true, 'data-thing': panelAddress(target) };
}
