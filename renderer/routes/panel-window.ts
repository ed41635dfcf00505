import { getShell } from '../api/shell.ts';

/** This page stands in a window for panels alone, which the shell has opened for them. */
export const isPanelWindow =
  getShell().kind === 'desktop' && new URLSearchParams(window.location.search).get('window') === 'panel';
