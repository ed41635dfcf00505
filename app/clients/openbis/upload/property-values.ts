import type { PropertyAssignment, PropertyValue } from '../model.ts';
import { isDay, propertyTimestamp } from '../timestamps.ts';

/** What a user gives for a property: text as from a form, or a value of its own type. */
export type PropertyInput = string | number | boolean | null | readonly (string | number)[];

/** What goes to the server, or why it cannot. */
export type CheckedValue = { sent: string } | { problem: string };

/** Whether nothing was given: then the property is left out. */
export function isEmptyInput(input: PropertyInput | undefined): boolean {
  return (
    input === undefined || input === null || (typeof input === 'string' ? input.trim() === '' : isEmptyList(input))
  );
}

/**
 * A value as the server takes it for a property: terms by code or label in any letter case, times without `T` and zone,
 * lists joined by commas (protocol 5).
 */
export function checkedValue(assignment: PropertyAssignment, input: PropertyInput): CheckedValue {
  const { dataType } = assignment;
  if (dataType === 'CONTROLLEDVOCABULARY') return checkedTerm(assignment, input);
  const part = /^ARRAY_(.+)$/.exec(dataType)?.[1];
  if (part !== undefined) return checkedList(part, input);
  if (typeof input === 'object' && input !== null) return { problem: 'One value is wanted, not a list.' };
  return checkedText(dataType, String(input));
}

/** The parts of a list as the server keeps it; of newer servers the list itself. */
export function listValues(value: PropertyValue | undefined): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.map(String);
  return String(value)
    .split(/(?<!\\),/)
    .map((part) => part.trim().replaceAll('\\,', ','));
}

function isEmptyList(input: PropertyInput): boolean {
  return typeof input === 'object' && input !== null && input.length === 0;
}

function checkedTerm({ terms, vocabulary }: PropertyAssignment, input: PropertyInput): CheckedValue {
  const given = String(input).trim().toUpperCase();
  const term =
    terms.find(({ code }) => code.toUpperCase() === given) ??
    terms.find(({ label }) => label !== null && label.toUpperCase() === given);
  if (term !== undefined) return { sent: term.code };
  const known = terms.slice(0, 8).map(({ code }) => code);
  const more = terms.length > known.length ? ', …' : '';
  return { problem: `“${shown(input)}” is no term of ${vocabulary ?? 'the vocabulary'}: ${known.join(', ')}${more}.` };
}

function checkedList(part: string, input: PropertyInput): CheckedValue {
  const parts = partsOf(input);
  const sent: string[] = [];
  for (const one of parts) {
    const checked = checkedText(partTypes[part] ?? 'VARCHAR', one);
    if ('problem' in checked) return checked;
    sent.push(checked.sent.replaceAll(',', '\\,'));
  }
  return { sent: sent.join(', ') };
}

const partTypes: Readonly<Record<string, string>> = { INTEGER: 'INTEGER', REAL: 'REAL', TIMESTAMP: 'TIMESTAMP' };

/** A list, JSON of a list, or text with commas. */
function partsOf(input: PropertyInput): string[] {
  if (typeof input === 'object' && input !== null) return input.map(String);
  const text = String(input).trim();
  const json = text.startsWith('[') ? parsed(text) : undefined;
  return Array.isArray(json) ? json.map(String) : listValues(text);
}

function checkedText(dataType: string, input: string): CheckedValue {
  const text = input.trim();
  const wanted = (what: string): CheckedValue => ({ problem: `“${shown(input)}” is no ${what}.` });
  switch (dataType) {
    case 'INTEGER':
      return /^[-+]?\d{1,19}$/.test(text) ? { sent: text.replace(/^\+/, '') } : wanted('whole number');
    case 'REAL':
      return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? { sent: text } : wanted('number');
    case 'BOOLEAN':
      if (/^(?:true|yes|1)$/i.test(text)) return { sent: 'true' };
      return /^(?:false|no|0)$/i.test(text) ? { sent: 'false' } : wanted('yes or no');
    case 'TIMESTAMP': {
      const sent = propertyTimestamp(text);
      return sent === undefined ? wanted('time such as 2023-05-18 11:17:03') : { sent };
    }
    case 'DATE':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? { sent: text } : wanted('day such as 2023-05-18');
    case 'HYPERLINK':
      return /^(?:https?|ftps?):\/\/\S+$/i.test(text) ? { sent: text } : wanted('address that begins with http://');
    case 'JSON':
      return parsed(text) === undefined ? wanted('JSON') : { sent: text };
    case 'XML':
      return text.startsWith('<') && text.endsWith('>') ? { sent: text } : wanted('XML');
    default:
      return { sent: input };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(input: PropertyInput): string {
  const text = String(input);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
