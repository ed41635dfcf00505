import { language } from '../ui/language.ts';
import { germanDates } from './german-dates.ts';
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

/** The large parts from the bottom up: run at once they would hold up the window for several frames. */
const parts = [
  () => import('plotly.js/src/lib/index.js'),
  () => import('plotly.js/src/registry.js'),
  () => import('plotly.js/src/components/drawing/index.js'),
  () => import('plotly.js/src/plots/plots.js'),
  () => import('plotly.js/src/plots/cartesian/index.js'),
  () => import('plotly.js/src/components/fx/index.js'),
  () => import('plotly.js/src/plot_api/index.js'),
];

async function load(): Promise<PlotlyApi> {
  await addStyles();
  for (const part of parts) {
    await part();
    await nextTask();
  }
  const { Plotly } = await import('./plotly-bundle.ts');
  if (language === 'de') {
    Plotly.register(germanDates);
    Plotly.setPlotConfig({ locale: 'de' });
  }
  await nextTask();
  await completeNothing();
  await nextTask();
  await drawNothing(Plotly);
  return Plotly;
}

/** Half of what compiles at the first drawing, in a task before it; plotly checks figures in this way. */
async function completeNothing(): Promise<void> {
  const [{ dfltConfig }, { supplyDefaults }] = await Promise.all([
    import('plotly.js/src/plot_api/plot_config.js'),
    import('plotly.js/src/plots/plots.js'),
  ]);
  supplyDefaults({ data: [], layout: { width: 400, height: 300 }, _context: { ...dfltConfig } });
}

/** The first drawing compiles most of plotly; an empty one does so before there are curves to wait for. */
async function drawNothing(plotly: PlotlyApi): Promise<void> {
  const place = document.createElement('div');
  place.style.cssText = 'position:absolute;visibility:hidden;width:400px;height:300px;contain:strict';
  document.body.append(place);
  try {
    const axis = { ticklabeloverflow: 'allow' } as const;
    await plotly.newPlot(place, [], { xaxis: axis, yaxis: axis }, { displayModeBar: false });
  } finally {
    plotly.purge(place);
    place.remove();
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Id and class tell plotly that its rules are here already, so that it adds no style element of its own. */
function addStyles(): Promise<void> {
  const id = 'plotly.js-style-global';
  if (document.getElementById(id) !== null) return Promise.resolve();
  const link = document.createElement('link');
  link.id = id;
  link.className = 'no-inline-styles';
  link.rel = 'stylesheet';
  link.href = styleUrl;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error('The styles of the figures could not be loaded.'));
    });
    document.head.append(link);
  });
}
