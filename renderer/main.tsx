import { createRoot } from 'react-dom/client';
import { startLink } from './api/client.ts';
import { App } from './features/frame/app.tsx';
import { language } from './ui/language.ts';
import { loadCoreSentences } from './ui/say.ts';
import { installTrustedTypes } from './ui/trusted-types.ts';

document.documentElement.lang = language;
installTrustedTypes();
startLink();

const root = document.getElementById('root');
// Without its catalogue the window still shows the core's English.
if (root !== null) void loadCoreSentences().finally(() => createRoot(root).render(<App />));
