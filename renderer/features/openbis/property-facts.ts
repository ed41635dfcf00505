import type { OpenbisDataSetType, OpenbisObject } from '../../../app/contract/openbis.ts';
import { t } from '../../ui/language.ts';

type Properties = OpenbisObject['properties'];
type Assignment = OpenbisDataSetType['properties'][number];

/** Properties for people: with the labels and the order of the type where it is known, terms by their labels. */
export function propertyFacts(
  properties: Properties,
  assignments: readonly Assignment[] = [],
): { label: string; value: string }[] {
  const places = new Map(assignments.map((one, place) => [one.code, place]));
  const codes = Object.keys(properties).toSorted(
    (one, other) => (places.get(one) ?? places.size) - (places.get(other) ?? places.size) || (one < other ? -1 : 1),
  );
  return codes.flatMap((code) => {
    const value = properties[code];
    if (value === undefined || value === null || value === '') return [];
    const assignment = assignments[places.get(code) ?? -1];
    return [{ label: assignment?.label ?? (code === '$NAME' ? t('Name') : code), value: valueText(value, assignment) }];
  });
}

function valueText(value: Properties[string], assignment: Assignment | undefined): string {
  if (Array.isArray(value)) return value.map((one) => valueText(one, assignment)).join(', ');
  if (value === null) return t('missing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  const text = String(value);
  if (assignment?.dataType === 'BOOLEAN') return { true: 'yes', false: 'no' }[text] ?? text;
  if (assignment?.dataType.startsWith('ARRAY_')) return listText(text);
  return assignment?.terms.find(({ code }) => code === value)?.label ?? text;
}

/** Servers keep lists as one text with commas between, which a backslash takes for part of a value. */
function listText(text: string): string {
  return text
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/(?<!\\),\s*/g, ', ')
    .replaceAll('\\,', ',');
}
