import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const inRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: inRoot('renderer'),
  base: './',
  publicDir: inRoot('renderer/public'),
  plugins: [react()],
  // Plotly reads Node's name of the global object.
  define: { global: 'globalThis' },
  resolve: {
    alias: {
      // Plotly's bundle names the map library's styles, 83 kB, although it draws no maps here.
      'maplibre-gl/dist/maplibre-gl.css': inRoot('renderer/ui/empty.css'),
    },
  },
  build: {
    target: 'chrome108',
    outDir: inRoot('dist/renderer'),
    emptyOutDir: true,
    // The content policy of the hosts allows no data addresses for scripts and workers.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
