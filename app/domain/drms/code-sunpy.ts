import { pythonText } from '../code/python.ts';
import { textOfChoice, toForm } from '../record-set/form.ts';
import { parseRecordSet } from '../record-set/parse.ts';
import { findKeyword, type SeriesStructure } from './series-structure.ts';

/** A record set for SunPy. */
export interface SunpyQuery {
  recordSet: string;
  /** Of its series; null if it is not known. */
  structure: SeriesStructure | null;
  segments: readonly string[];
}

type Found = { attributes: string[]; reason: null } | { attributes: null; reason: string };

/** The only prime keys that SunPy takes as texts although they are times. */
const timeKeys = new Set([
  ...['T_START', 'T_REC', 'T_OBS', 'MidTime', 'OBS_DATE', 'obsdate', 'DATE_OBS', 'starttime', 'stoptime'],
  'UTC_StartTime',
]);

/** The attributes that make SunPy ask for exactly this record set. */
export function sunpyAttributes({ recordSet, structure, segments }: SunpyQuery): Found {
  const none = (reason: string): Found => ({ attributes: null, reason });
  const { sets, ok } = parseRecordSet(recordSet);
  const [set, ...more] = sets;
  if (!ok || set === undefined) return none('The record set is not complete.');
  if (more.length > 0) return none('SunPy asks for one record set at a time.');
  if (structure === null) return none('The prime keys of the series are not known.');
  const result = toForm(set, structure);
  if (!result.ok) return none(result.message);
  const { keys, where, others } = result.form;
  if (where !== '' || others.length > 0)
    return none('SunPy has no words for conditions and record numbers; use drms instead.');
  const chosen = keys.filter(({ choice }) => choice.mode !== 'any');
  if (chosen.length === 0) return none('SunPy wants a value for at least one prime key.');
  const times = keys.filter(({ key }) => findKeyword(structure, key)?.type === 'time');
  const odd = times.find(({ key, choice }) => choice.mode !== 'any' && !timeKeys.has(key));
  if (odd !== undefined || times.length > 1) return none(`SunPy cannot choose by the time ${(odd ?? times[0])?.key}.`);
  const wanted = segments.length > 0 ? segments : result.form.segments;
  return {
    attributes: [
      `a.jsoc.Series(${pythonText(structure.name)})`,
      ...chosen.map(({ key, choice }) => `a.jsoc.PrimeKey(${pythonText(key)}, ${pythonText(textOfChoice(choice))})`),
      ...wanted.map((segment) => `a.jsoc.Segment(${pythonText(segment)})`),
    ],
    reason: null,
  };
}
