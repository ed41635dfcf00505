import { createRoot } from 'react-dom/client';
import { startLink } from './api/client.ts';
import { App } from './features/frame/app.tsx';
import { askForWorkspace } from './features/frame/use-workspace.ts';
import { isPanelWindow } from './routes/panel-window.ts';
import { language } from './ui/language.ts';
import { loadCoreSentences } from './ui/say.ts';
import { installTrustedTypes } from './ui/trusted-types.ts';

document.documentElement.lang = language;
installTrustedTypes();
startLink();
const workspace = isPanelWindow ? Promise.resolve() : askForWorkspace();

const root = document.getElementById('root');
// Without its catalogue the window still shows the core's English.
if (root !== null)
  void Promise.allSettled([loadCoreSentences(), soon(workspace)]).then(() => createRoot(root).render(<App />));

/** What comes at once is drawn at once; for more than a few frames nobody waits before an empty page. */
function soon(work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, 60))]);
}
