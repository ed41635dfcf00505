import { splitArg } from '../../domain/drms/split-arg.ts';
import { DrmsError } from './drms-error.ts';
import type { ServerConfig } from './server-config.ts';

/** All names of a kind: for `key`, `seg` and `link` of a query. */
export const ALL = '**ALL**';
/** No names: useful with the record index alone. */
export const NONE = '**NONE**';

/** Addresses longer than this go as a form (protocol 2.0). */
export const longestAddress = 4000;

export type Parameters = readonly (readonly [name: string, value: string])[];

/** Everything but A–Z a–z 0–9 _ . - ~ as percent escapes of UTF-8; a blank as %20, which every CGI decodes (protocol 2.0). */
export function percent(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function encodeParameters(parameters: Parameters): string {
  return parameters.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');
}

/** `filter` is a POSIX regular expression; `NOT ` in front negates it. */
export function seriesParameters(filter: string | null): Parameters {
  return filter === null ? [] : [['filter', filter]];
}

/** The wrapper needs the host of the internal database. */
export function wrapperParameters(config: ServerConfig, filter: string | null, withNotes: boolean): Parameters {
  return [
    ['dbhost', config.get('show_series_wrapper_dbhost') ?? ''],
    ...(filter === null ? [] : [['filter', filter] as const]),
    ...(withNotes ? [['info', '1'] as const] : []),
  ];
}

export function structureParameters(series: string): Parameters {
  return [
    ['op', 'series_struct'],
    ['ds', series],
  ];
}

export function summaryParameters(recordSet: string, first?: number): Parameters {
  return [['op', 'rs_summary'], ['ds', recordSet], ...(first === undefined ? [] : [['n', `${first}`] as const])];
}

export interface ListWishes {
  /** Names with commas or blanks between, or a list. */
  key?: string | readonly string[];
  seg?: string | readonly string[];
  link?: string | readonly string[];
  /** Also the canonical record names. */
  recinfo?: boolean;
  /** > 0 the first, < 0 the last records. */
  n?: number;
  /** Makes the query one that can be stopped. */
  userhandle?: string;
}

/** @throws DrmsError 'invalid-input' if neither keys nor segments nor links are asked for */
export function listParameters(recordSet: string, wishes: ListWishes): Parameters {
  const lists = (['key', 'seg', 'link'] as const).map(
    (kind) => [kind, splitArg(wishes[kind] ?? []).join(',')] as const,
  );
  const asked = lists.filter(([, names]) => names !== '');
  if (asked.length === 0)
    throw new DrmsError('invalid-input', 'At least one key, seg or link must be specified', null, {
      remedy: 'Name a keyword, a segment or a link.',
    });
  return [
    ['op', 'rs_list'],
    ['ds', recordSet],
    ...asked,
    ...(wishes.recinfo === true ? [['R', '1'] as const] : []),
    ...(wishes.n === undefined ? [] : [['n', `${Math.trunc(wishes.n)}`] as const]),
    ...(wishes.userhandle === undefined ? [] : [['userhandle', wishes.userhandle] as const]),
  ];
}

/** The address is quoted twice (protocol 2.6); without `checkonly` the same call would start a registration. */
export function checkAddressParameters(address: string): Parameters {
  return [
    ['address', percent(address)],
    ['checkonly', '1'],
  ];
}

export function exportStatusParameters(requestId: string): Parameters {
  return [
    ['op', 'exp_status'],
    ['requestid', requestId],
  ];
}

/** @param operation 'check' or 'cancel' of the pending export of an address */
export function manageRequestParameters(address: string, operation: 'check' | 'cancel', dbhost: string): Parameters {
  return [
    ['address', address],
    ['operation', operation],
    ['H', dbhost],
  ];
}
