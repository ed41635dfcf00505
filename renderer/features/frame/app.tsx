import '@mantine/core/styles.css';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '../../ui/tokens.css';
import '../../ui/global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { isPanelWindow } from '../../routes/panel-window.ts';
import { styleNonce } from '../../ui/style-nonce.ts';
import { theme } from '../../ui/theme.ts';
import { Frame, PanelFrame } from './frame.tsx';

// The setting lives in the data folder; the browser's copy only colours the first paint.
const colorSchemes = localStorageColorSchemeManager({ key: 'quarry-color-scheme' });

/** The page with all it stands on. */
export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={styleNonce}
      deduplicateInlineStyles
    >
      <QueryClientProvider client={queryClient}>{isPanelWindow ? <PanelFrame /> : <Frame />}</QueryClientProvider>
    </MantineProvider>
  );
}
