import { doubleUnquote } from './double-quote.ts';

/** Where something went wrong: what was asked of which server. */
export interface Place {
  /** Name of the connection. */
  server: string;
  /** Below the root. */
  path: string;
  /** The part of the answer, if not all of it is meant, e.g. `process #88`. */
  part?: string;
}

const longestName = 120;

/** Address patterns and what is behind them; the first that fits counts. Names stand doubly quoted in addresses. */
const things: [pattern: RegExp, words: (name: string) => string][] = [
  [/^samples\/by_id\/(\d+)$/, (id) => `the sample with the id ${id}`],
  [/^(?:add_sample|samples\/add)$/, () => 'a new sample'],
  [/^samples\/rename$/, () => 'the new name of a sample'],
  [/^bulk_rename$/, () => 'the new names of samples'],
  [/^add_alias$/, () => 'a new alias'],
  [/^samples\/([^/]+)\/edit$/, (name) => `the edit of sample ${quoted(name)}`],
  [/^samples\/([^/]+)\/(?:split|kill|delete|copy_informal_stack)$/, (name) => `the change of sample ${quoted(name)}`],
  [/^resplit\/(\d+)$/, (id) => `the split ${id}`],
  [/^latest_split\/([^/]+)$/, (name) => `the newest split of sample ${quoted(name)}`],
  [/^samples\/([^/]+)\/export$/, (name) => `the table of sample ${quoted(name)}`],
  [/^samples\/([^/]+)$/, (name) => `sample ${quoted(name)}`],
  [/^sample_series\/add$/, () => 'a new series'],
  [/^sample_series\/([^/]+)(?:\/export)?$/, (name) => `series ${quoted(name)}`],
  [/^sample_series\/([^/]+)\/edit$/, (name) => `the edit of series ${quoted(name)}`],
  [/^results\/add$/, () => 'a new Result'],
  [/^results\/(\d+)$/, (id) => `Result ${id}`],
  [/^results\/(\d+)\/edit$/, (id) => `the edit of Result ${id}`],
  [/^results\/images\/(\d+)$/, (id) => `the image of Result ${id}`],
  [/^results\/thumbnails\/(\d+)$/, (id) => `the thumbnail of Result ${id}`],
  [/^results\/(\d+)\/export$/, (id) => `the table of Result ${id}`],
  [/^processes\/(\d+)\/delete$/, (id) => `the deletion of process ${id}`],
  [/^plots\/(?:thumbnails\/)?(\d+)(?:\/[^/]*)?$/, (id) => `the plot of process ${id}`],
  [/^depositions\/split_and_rename_samples\/([^/]+)$/, (number) => `the new names after deposition ${quoted(number)}`],
  [/^([^/]+)\/lab_notebook\/.*$/, (area) => `the lab notebook of ${quoted(area)}`],
  [/^tasks$/, () => 'the tasks'],
  [/^tasks\/add$/, () => 'a new task'],
  [/^tasks\/(\d+)\/(?:edit|remove)$/, (id) => `task ${id}`],
  [/^status\/add$/, () => 'a new message'],
  [/^status\/(\d+)\/withdraw$/, (id) => `message ${id}`],
  [/^([^/]+)\/add$/, (area) => `a new entry of ${quoted(area)}`],
  [/^([^/]+\/[^/]+)\/edit$/, (entry) => `the edit of ${quoted(entry)}`],
  [/^processes\/(\d+)$/, (id) => `process ${id}`],
  [/^advanced_search$/, () => 'the search'],
  [/^primary_keys$/, () => 'the table of ids'],
  [/^available_items\/([^/]+)$/, (model) => `the list of all ${quoted(model)}`],
  [/^my_samples\/([^/]+)$/, (user) => `My Samples of ${plain(user)}`],
  [/^change_my_samples$/, () => 'the change of My Samples'],
  [/^topics_and_permissions\/([^/]+)$/, (user) => `the permissions of ${plain(user)}`],
  [/^folded_main_menu_elements$/, () => 'the folded parts of the main menu'],
];

/** What an address stands for, e.g. `series “Thickness series”`; an unknown address is shown readably. */
export function thingAt(path: string): string {
  const address = path.replace(/\?.*$/s, '').replace(/\/$/, '');
  for (const [pattern, words] of things) {
    const found = pattern.exec(address);
    if (found !== null) return words(found[1] ?? '');
  }
  return address === '' ? 'the main menu' : `the address ${quoted(address)}`;
}

/** The same with the server, e.g. `sample “26S-001” of lab (process #88)`. */
export function placeInWords({ server, path, part }: Place): string {
  return `${thingAt(path)} of ${server}${part === undefined ? '' : ` (${part})`}`;
}

/** A place within another. */
export function within(place: Place, part: string): Place {
  const shown = part.length > longestName ? `${part.slice(0, longestName)}…` : part;
  return { ...place, part: place.part === undefined ? shown : `${place.part} → ${shown}` };
}

function quoted(piece: string): string {
  return `“${plain(piece)}”`;
}

function plain(piece: string): string {
  const characters = Array.from(doubleUnquote(piece));
  return characters.length <= longestName ? characters.join('') : `${characters.slice(0, longestName).join('')}…`;
}
