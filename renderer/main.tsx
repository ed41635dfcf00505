import { createRoot } from 'react-dom/client';
import { startLink } from './api/client.ts';
import { App } from './features/frame/app.tsx';
import { language } from './ui/language.ts';
import { installTrustedTypes } from './ui/trusted-types.ts';

document.documentElement.lang = language;
installTrustedTypes();
startLink();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
