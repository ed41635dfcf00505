import { createRoot } from 'react-dom/client';
import { startLink } from './api/client.ts';
import { App } from './features/frame/app.tsx';
import { installTrustedTypes } from './ui/trusted-types.ts';

installTrustedTypes();
startLink();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
