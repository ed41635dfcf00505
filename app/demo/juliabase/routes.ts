import { type Exchange, notFound, type Reply } from './exchange.ts';
import { plotPdf, plotThumbnail } from './plots.ts';
import { integer, sampleById, seriesByName } from './rights.ts';
import * as depositions from './views-depositions.ts';
import * as keys from './views-keys.ts';
import * as lookups from './views-lookups.ts';
import * as menu from './views-menu.ts';
import * as office from './views-office.ts';
import * as processes from './views-processes.ts';
import * as results from './views-results.ts';
import * as changes from './views-sample-changes.ts';
import * as samples from './views-samples.ts';
import { advancedSearch } from './views-search.ts';
import * as series from './views-series.ts';
import * as site from './views-site.ts';

type View = (exchange: Exchange, ...parts: string[]) => Reply;

export interface Route {
  pattern: RegExp;
  view: View;
  methods: readonly string[];
  /** Answers people who are not signed in. */
  open?: boolean;
}

const get = ['GET', 'HEAD'];
const post = ['POST'];
const any = ['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH'];

/** Decodes the second layer of percent signs; a name that is quoted once comes through as well. */
function name(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withSample(view: (exchange: Exchange, sample: Parameters<typeof samples.showSample>[1]) => Reply): View {
  return (exchange, text = '') => {
    const found = samples.lookUpSample(exchange, name(text));
    return 'status' in found ? found : view(exchange, found);
  };
}

function depositionClass(url: string): processes.NamedClass {
  const named = processes.classOfUrl(url);
  if (named === undefined) throw notFound('There is no such lab notebook.');
  return named;
}

/** First match wins, as in Django. */
export const routes: readonly Route[] = [
  { pattern: /^$/, view: menu.mainMenu, methods: any },
  { pattern: /^primary_keys$/, view: keys.primaryKeys, methods: get },
  {
    pattern: /^topics_and_permissions\/([^/]+)$/,
    view: (exchange, login = '') => keys.topicsAndPermissions(exchange, login),
    methods: get,
  },
  {
    pattern: /^available_items\/([^/]+)$/,
    view: (exchange, model = '') => keys.availableItems(exchange, model),
    methods: get,
  },
  { pattern: /^my_samples\/([^/]+)$/, view: (exchange, login = '') => keys.mySamples(exchange, login), methods: any },
  { pattern: /^change_my_samples$/, view: keys.changeMySamples, methods: post },
  { pattern: /^add_sample$/, view: keys.addSample, methods: post },
  { pattern: /^latest_split\/(.+)$/, view: withSample(samples.latestSplit), methods: get },
  { pattern: /^folded_main_menu_elements\/$/, view: keys.foldedMainMenuElements, methods: get },
  { pattern: /^fold_main_menu_element\/$/, view: keys.foldMainMenuElement, methods: post },
  {
    pattern: /^folded_processes\/(\d+)$/,
    view: (exchange, id = '') => keys.foldedProcesses(exchange, id),
    methods: get,
  },
  { pattern: /^fold_process\/(\d+)$/, view: (exchange, id = '') => keys.foldProcess(exchange, id), methods: post },
  {
    pattern: /^next_deposition_number\/([A-Z])$/,
    view: (exchange, letter = '') => lookups.nextDepositionNumber(exchange, letter),
    methods: get,
    open: true,
  },
  {
    pattern: /^structurings\/by_sample\/(\d+)$/,
    view: (exchange, id = '') => lookups.structuringBySample(exchange, id),
    methods: get,
  },
  {
    pattern: /^substrates_by_sample\/(\d+)$/,
    view: (exchange, id = '') => lookups.substrateBySample(exchange, id),
    methods: get,
  },
  { pattern: /^solarsimulator_measurements\/by_filepath$/, view: lookups.solarMeasurementByFile, methods: get },
  {
    pattern: /^solarsimulator_measurements\/matching\/([^/]+)\/(\d+)\/([^/]+)\/(\d{4}-\d\d-\d\d)\/$/,
    view: (exchange, ...parts) => lookups.matchingSolarMeasurement(exchange, parts),
    methods: get,
  },
  { pattern: /^advanced_search$/, view: advancedSearch, methods: get },
  { pattern: /^mysampleseries\/$/, view: menu.mySampleSeries, methods: any },
  { pattern: /^tasks\/$/, view: office.tasks, methods: any },
  { pattern: /^tasks\/add\/$/, view: office.addTask, methods: any },
  { pattern: /^tasks\/(\d+)\/edit\/$/, view: (exchange, id = '') => office.editTask(exchange, id), methods: any },
  { pattern: /^tasks\/(\d+)\/remove\/$/, view: (exchange, id = '') => office.removeTask(exchange, id), methods: any },
  { pattern: /^status\/$/, view: office.statusMessages, methods: any },
  { pattern: /^status\/add\/$/, view: office.addStatusMessage, methods: any },
  {
    pattern: /^status\/(\d+)\/withdraw\/$/,
    view: (exchange, id = '') => office.withdrawStatusMessage(exchange, id),
    methods: any,
  },
  { pattern: /^users\/([^/]+)$/, view: (exchange, login = '') => site.userDetails(exchange, login), methods: get },
  { pattern: /^topics\/$/, view: site.topicList, methods: get },
  { pattern: /^external_operators\/$/, view: site.externalOperatorList, methods: get },
  {
    pattern: /^feeds\/([^/]+)\+([0-9a-f]+)$/,
    view: (exchange, login = '', hash = '') => menu.newsFeed(exchange, login, hash),
    methods: get,
    open: true,
  },
  { pattern: /^about$/, view: site.about, methods: get, open: true },
  { pattern: /^statistics$/, view: site.statistics, methods: get, open: true },
  { pattern: /^markdown$/, view: site.markdownHelp, methods: get, open: true },
  {
    pattern: /^depositions\/([^/]+)$/,
    view: (exchange, number = '') => depositions.redirectDeposition(exchange, number),
    methods: get,
  },
  {
    pattern: /^depositions\/split_and_rename_samples\/([^/]+)$/,
    view: (exchange, number = '') => depositions.splitAndRename(exchange, number),
    methods: any,
  },
  {
    pattern: /^([^/]+_depositions)\/lab_notebook\/(\d{4})\/(\d{1,2})$/,
    view: (exchange, url = '', year = '', month = '') =>
      depositions.labNotebook(exchange, depositionClass(url), year, month),
    methods: get,
  },
  {
    pattern: /^([^/]+_depositions)\/lab_notebook\/(\d{4})\/(\d{1,2})\/export\/$/,
    view: (exchange, url = '', year = '', month = '') =>
      depositions.exportLabNotebook(exchange, depositionClass(url), year, month),
    methods: get,
  },
  { pattern: /^add_alias$/, view: keys.addAlias, methods: post },
  { pattern: /^samples\/$/, view: samples.listSamples, methods: get },
  { pattern: /^samples\/rename\/$/, view: changes.renameSample, methods: any },
  { pattern: /^samples\/add\/$/, view: changes.addSamples, methods: any },
  { pattern: /^bulk_rename$/, view: changes.bulkRename, methods: any },
  {
    pattern: /^samples\/by_id\/(\d+)\/edit\/$/,
    view: (exchange, id = '') => samples.editSample(exchange, sampleById(exchange, integer(id))),
    methods: any,
  },
  // Every other suffix is silently ignored.
  {
    pattern: /^samples\/by_id\/(\d+)(?:\/.*)?$/,
    view: (exchange, id = '') => samples.showSample(exchange, sampleById(exchange, integer(id))),
    methods: any,
  },
  { pattern: /^samples\/(.+)\/edit\/$/, view: withSample(samples.editSample), methods: any },
  { pattern: /^samples\/(.+)\/kill\/$/, view: withSample(changes.killSample), methods: any },
  { pattern: /^samples\/(.+)\/split\/$/, view: withSample(changes.splitSample), methods: any },
  {
    pattern: /^resplit\/(\d+)$/,
    view: (exchange, id = '') => changes.resplitSample(exchange, integer(id)),
    methods: any,
  },
  { pattern: /^samples\/(.+)\/copy_informal_stack\/$/, view: withSample(changes.copyInformalStack), methods: any },
  { pattern: /^samples\/(.+)\/delete\/$/, view: withSample(changes.deleteSample), methods: any },
  { pattern: /^samples\/(.+)\/export\/$/, view: withSample(samples.exportSample), methods: any },
  { pattern: /^samples\/(.+)$/, view: withSample(samples.showSample), methods: any },
  { pattern: /^sample_series\/add\/$/, view: series.addSeries, methods: any },
  {
    pattern: /^sample_series\/(.+)\/edit\/$/,
    view: (exchange, text = '') => series.editSeries(exchange, seriesByName(exchange, name(text))),
    methods: any,
  },
  {
    pattern: /^sample_series\/(.+)\/export\/$/,
    view: (exchange, text = '') => series.exportSeries(exchange, seriesByName(exchange, name(text))),
    methods: any,
  },
  {
    pattern: /^sample_series\/(.+)$/,
    view: (exchange, text = '') => series.showSeries(exchange, seriesByName(exchange, name(text))),
    methods: any,
  },
  { pattern: /^results\/add\/$/, view: results.addResult, methods: any },
  {
    pattern: /^results\/images\/(\d+)$/,
    view: (exchange, id = '') => results.resultImage(exchange, integer(id)),
    methods: get,
  },
  {
    pattern: /^results\/thumbnails\/(\d+)$/,
    view: (exchange, id = '') => results.resultThumbnail(exchange, integer(id)),
    methods: get,
  },
  {
    pattern: /^results\/(\d+)\/edit\/$/,
    view: (exchange, id = '') => results.editResult(exchange, integer(id)),
    methods: any,
  },
  {
    pattern: /^results\/(\d+)\/export\/$/,
    view: (exchange, id = '') => results.exportResult(exchange, integer(id)),
    methods: get,
  },
  { pattern: /^results\/(\d+)$/, view: (exchange, id = '') => results.showResult(exchange, integer(id)), methods: any },
  {
    pattern: /^plots\/thumbnails\/(\d+)(?:\/([^/]*))?$/,
    view: (exchange, id = '', plotId) => plotThumbnail(exchange, id, plotId),
    methods: get,
  },
  {
    pattern: /^plots\/(\d+)(?:\/([^/]*))?$/,
    view: (exchange, id = '', plotId) => plotPdf(exchange, id, plotId),
    methods: get,
  },
  {
    pattern: /^processes\/([^/]+)\/delete\/$/,
    view: (exchange, id = '') => processes.deleteProcess(exchange, id),
    methods: any,
  },
  {
    pattern: /^processes\/([^/]+)\/export\/$/,
    view: (exchange, id = '') => processes.exportProcess(exchange, id),
    methods: any,
  },
  { pattern: /^processes\/([^/]+)$/, view: (exchange, id = '') => processes.showProcess(exchange, id), methods: any },
];

/** Addresses of physical processes: `{class}/add/`, `{class}/{key}`, `{class}/{key}/edit/`. */
export function processRoute(
  path: string,
):
  | { kind: NonNullable<ReturnType<typeof processes.classOfUrl>>; action: 'add' | 'edit' | 'show'; key: string }
  | undefined {
  const [url = '', ...rest] = path.split('/');
  const kind = processes.classOfUrl(url);
  // `by_filepath` is a question, not a key.
  if (kind === undefined || rest.length === 0 || rest[0] === 'by_filepath') return undefined;
  if (rest[0] === 'add' && rest.length === 2 && rest[1] === '') return { kind, action: 'add', key: '' };
  if (rest.length === 1 && rest[0] !== '') return { kind, action: 'show', key: rest[0] ?? '' };
  if (rest.length === 3 && rest[1] === 'edit' && rest[2] === '') return { kind, action: 'edit', key: rest[0] ?? '' };
  return undefined;
}

export function runProcessRoute(exchange: Exchange, route: NonNullable<ReturnType<typeof processRoute>>): Reply {
  switch (route.action) {
    case 'add':
      return processes.addProcess(exchange, route.kind);
    case 'edit':
      return processes.editProcess(exchange, route.kind, route.key);
    case 'show':
      return processes.showProcessByKey(exchange, route.kind, route.key);
  }
}
