import type { News } from '../../../app/contract/news.ts';
import { getShell } from '../../api/shell.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';
import { showBottomTab } from '../frame/view-state.ts';

/** Tells the desktop what happened; somebody who looks at the window sees it there. */
export function noteNews(news: News): void {
  if (!document.hasFocus()) getShell().notify(news, () => openNews(news));
}

function openNews({ address }: News): void {
  const target = address === null ? undefined : parsePanelAddress(address);
  if (target === undefined) showBottomTab('jobs');
  else openTarget(target);
}
