import styleUrl from './plotly.css?url';

export type PlotlyApi = typeof import('./plotly-bundle.ts').Plotly;

let loading: Promise<PlotlyApi> | undefined;

/** Plotly with its styles; loaded when the first figure needs it, and again after a failure. */
export function loadPlotly(): Promise<PlotlyApi> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<PlotlyApi> {
  addStyles();
  const { Plotly } = await import('./plotly-bundle.ts');
  return Plotly;
}

/** Id and class tell plotly that its rules are here already, so that it adds no style element of its own. */
function addStyles(): void {
  const id = 'plotly.js-style-global';
  if (document.getElementById(id) !== null) return;
  const link = document.createElement('link');
  link.id = id;
  link.className = 'no-inline-styles';
  link.rel = 'stylesheet';
  link.href = styleUrl;
  document.head.append(link);
}
