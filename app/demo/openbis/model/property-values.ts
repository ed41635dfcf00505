import { UserFailure } from '../wire/failures.ts';
import { type Input, isObject, listOf } from '../wire/input.ts';
import type { EntityType, Properties, PropertyAssignment } from './entities.ts';

/** Checks properties against their type; null and empty texts clear. `before` are those that stay unless given. */
export function checkedProperties(type: EntityType, given: Input, before: Properties = {}): Properties {
  const properties: Properties = { ...before };
  for (const [name, value] of isObject(given) ? Object.entries(given) : []) {
    const code = name.toUpperCase();
    const assignment = type.assignments.find(({ propertyType }) => propertyType.code === code);
    if (assignment === undefined)
      throw new UserFailure(`Property type with code '${code}' is not assigned to data set type '${type.code}'.`);
    if (value === null || value === undefined || value === '') delete properties[code];
    // Computed values are the server's own.
    else if (assignment.plugin === null) properties[code] = readValue(assignment, value);
  }
  const missing = type.assignments.find(
    ({ mandatory, propertyType }) => mandatory && properties[propertyType.code] === undefined,
  );
  if (missing !== undefined)
    throw new UserFailure(`Value of mandatory property '${missing.propertyType.code}' not specified.`);
  return properties;
}

/** As the server keeps it. */
function readValue({ propertyType }: PropertyAssignment, value: Input): string {
  const { dataType, vocabulary } = propertyType;
  if (dataType.startsWith('ARRAY_')) return readArray(dataType, value);
  const text = isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  if (vocabulary === null) return checkedText(dataType, text);
  const term = vocabulary.terms.find(({ code }) => code === text.toUpperCase());
  if (term !== undefined) return term.code;
  const known = vocabulary.terms.map(({ code }) => code).join(', ');
  throw new UserFailure(
    `Vocabulary value '${text}' is not valid. It must exist in '${vocabulary.code}' controlled vocabulary [${known}].`,
  );
}

/** Elements are joined by commas; texts escape theirs. */
function readArray(dataType: string, value: Input): string {
  const elements = Array.isArray(value) ? listOf(value).map(String) : String(value).split(/(?<!\\),/);
  const part = { ARRAY_INTEGER: 'INTEGER', ARRAY_REAL: 'REAL', ARRAY_TIMESTAMP: 'TIMESTAMP' }[dataType] ?? 'VARCHAR';
  const trimmed = elements.map((one) =>
    one
      .trim()
      .replaceAll(/^\[|\]$/g, '')
      .trim(),
  );
  const checked = trimmed.map((one) => checkedText(part, one.replaceAll('\\,', ',')));
  return checked.map((one) => one.replaceAll(',', '\\,')).join(', ');
}

function checkedText(dataType: string, text: string): string {
  const wrong = (kind: string, form: string): never => {
    throw new UserFailure(`${kind} value '${text}' has improper format. It should be ${form}.`);
  };
  switch (dataType) {
    case 'INTEGER':
      return /^[-+]?\d+$/.test(text.trim()) ? text.trim() : wrong('Integer', 'a valid Integer');
    case 'REAL':
      return Number.isFinite(Number(text)) && text.trim() !== '' ? text.trim() : wrong('Double', 'a valid Double');
    case 'BOOLEAN':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() : wrong('Boolean', "'true' or 'false'");
    case 'TIMESTAMP':
      return timestampOf(text) ?? wrong('Date', "one of the following: ['yyyy-MM-dd', 'yyyy-MM-dd HH:mm:ss']");
    case 'DATE':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : wrong('Date', "'yyyy-MM-dd'");
    case 'HYPERLINK':
      return /^(https?|ftp):\/\//.test(text) ? text : wrong('Hyperlink', "a link such as 'http://…'");
    case 'JSON':
      return isJson(text) ? text : wrong('JSON', 'valid JSON');
    default:
      return text;
  }
}

/** `2023-05-18`, with minutes or seconds; the year may have two digits. */
function timestampOf(text: string): string | undefined {
  const parts = /^(\d{2}|\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: [+-]\d{4})?$/.exec(
    text.trim(),
  );
  if (parts === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '00', second = '00'] = parts;
  const two = (part: string): string => part.padStart(2, '0');
  const date = [year.length === 2 ? `20${year}` : year, two(month), two(day)].join('-');
  return `${date} ${two(hour)}:${minute}:${second}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
