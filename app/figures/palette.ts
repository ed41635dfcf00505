import type { FigureTheme } from './curve-style.ts';

/** Colours of a figure apart from its curves. */
export interface Palette {
  text: string;
  secondary: string;
  hint: string;
  line: string;
  surface: string;
  accent: string;
  /** Opacity of the fit range. */
  band: number;
}

export const palettes: Record<FigureTheme, Palette> = {
  light: {
    text: '#1c1d1f',
    secondary: '#515458',
    hint: '#606368',
    line: '#e4e4e0',
    surface: '#ffffff',
    accent: '#0b6a86',
    band: 0.055,
  },
  dark: {
    text: '#e6e7e9',
    secondary: '#b1b5ba',
    hint: '#a0a5ab',
    line: '#2d3033',
    surface: '#1e2022',
    accent: '#62bcd5',
    band: 0.09,
  },
  print: {
    text: '#000000',
    secondary: '#222222',
    hint: '#444444',
    line: '#dddddd',
    surface: '#ffffff',
    accent: '#0b6a86',
    band: 0.055,
  },
};
