import { createHash } from 'node:crypto';
import type { Pk } from '../../../domain/juliabase.ts';
import type { CallOptions } from '../api.ts';
import { parseFoldedElements } from '../parse.ts';
import { formFields } from '../requests.ts';
import type { Wire } from '../wire.ts';
import type { MainMenuArea, MenuElement } from './api.ts';

export interface FoldedElements {
  topicIds: Pk[];
  /** Series have no ids; see `hashOfSeries`. */
  seriesHashes: string[];
}

export async function readFoldedElements(wire: Wire, options?: CallOptions): Promise<FoldedElements> {
  const path = 'folded_main_menu_elements/';
  return parseFoldedElements(await wire.json(path, options), wire.placeOf(path));
}

/** What stands for a series in the main menu. */
export function hashOfSeries(name: string): string {
  return createHash('sha1').update(name).digest('hex');
}

export function createMainMenu(wire: Wire): MainMenuArea {
  async function isFolded(of: MenuElement, options?: CallOptions): Promise<boolean> {
    const { topicIds, seriesHashes } = await readFoldedElements(wire, options);
    return 'topicId' in of ? topicIds.includes(of.topicId) : seriesHashes.includes(hashOfSeries(of.series));
  }

  return {
    isFolded,
    async fold(of, wanted, options) {
      // The view only toggles.
      if ((await isFolded(of, options)) === wanted) return;
      const element = 'topicId' in of ? of.topicId : hashOfSeries(of.series);
      await wire.post('fold_main_menu_element/', formFields({ element_id: element }), options);
    },
  };
}
