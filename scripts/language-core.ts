import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { root } from './root.ts';

/** Where the words are that no window shows: other hosts, the demo servers, what is written as code, SQL or for others. */
const notShown = [
  'main/menu',
  'app/hosts',
  'app/demo',
  'app/testing',
  'app/contract/commands',
  'app/domain/table-files/ecsv',
  'app/domain/table-files/votable',
  'app/domain/table-files/fields',
  'app/clients/juliabase/office',
  'app/services/attach-content',
  'app/services/attach-curves',
  'app/services/attach-table-texts',
  'app/services/crawl/crawl-log',
  'app/services/crawl/crawl-mail',
  'app/services/crawl/install-lines',
  'app/services/mining-sql',
  'app/columns/process/database',
  'app/columns/process/diff-sql',
  'app/columns/process/diff-tables',
  'app/columns/process/summaries',
  'app/collections/folder-texts',
  'app/collections/ro-crate',
  'app/services/collection-data',
  'app/find/find-schema',
  'app/find/thing-row',
  'app/store/query-tables',
  'app/domain/field-units',
  'app/clients/openbis/references',
  'app/clients/juliabase/institute/demo-institute',
  'app/clients/http/request-body',
  'app/domain/number-format',
  'app/contract/page-policy',
  'app/services/publishing/recipe-file',
  'app/contract/news',
];
/** Texts for other programs, and why there are none, which is shown. */
const copiedCode = /^app\/domain\/(drms\/)?code/;
/** What is written to a log, a database or the list of commands. */
const unspokenCalls =
  /(^|\.)(describe|prepare|prepared|exec|run|startsWith|includes|replaceAll|write|inWindowLanguage)$|(^|\.)(log|journal)\??\.\w+$|\breads\.read$|^(BrokenFrames|OtherVersionError|DamagedRowError|HttpSyntaxError|NewerSchemaError|RegExp)$/;
const unspokenProperties =
  /^(description|sql|keywords|summary|about|comment|editDescription|defaultFontFamily|fontFamily|ticklabeloverflow|relation|format|accept-encoding|authorization|jsonKey|typeName|aFewSeconds)$/;
const code =
  /^\s*(SELECT|INSERT|WITH|CREATE|UPDATE|DELETE|PRAGMA|SET|CASE|CAST|WHERE|ORDER|FROM|ALTER|DROP|ASOF|LINE|WHEN|GET|POST)\b|IS (NOT )?NULL|^\(|^\w+\([^)]*\) (OVER|FILTER|AS)|^\{[^}]*\} (FILTER|AND|AS|BETWEEN|IN|DESC|ASC|NULLS|domain|node)\b|= @|^\w+ = \w|^<|charset=|octet-stream|boundary=|^--|-src |DejaVu|^\w+\(.*\)( AS \w+)?$|^r\.\{|\b0 obj\b|\b\d+px\b|metadata|width=|\[\?|^\S+-\S+ \{0\}$|^\{quarry:|IS NOT DISTINCT|^count\(|^s\d \* exp\(|^IERS |^Application Support$|^Demo (lab|openBIS|DRMS)$|^(Quarry|\{0\}) demo$/;
const twoWords = /\p{L}{2,}[,;:.]? (.*\p{L}{2}|\{)|\{\d+\}.* \p{L}{2,}/u;

/** Shown alone or as values of sentences: phases of jobs, labels of choices, names of fields, what is counted. */
const shortWords = new Set([
  ...`Done Downloading Checking Sending Created Withdraw Title Comments Table Samples Series Time Operator Name Location
  Responsible Purpose Tags Topic Conductivity Resistivity Yes No Arcsec Pixels Degrees Width Height Scale Rebin Interpolate
  Method Orthographic Projection Columns Rows Components Grey Sample Samples sample samples series files records things rows
  result results figure figures record object objects dataset datasets segment link`.split(/\s+/),
  ...['Centre x', 'Centre y', 'Objects', 'Datasets', 'spreadsheets', 'scripts'],
]);

interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** Templates of all sentences that core and shell can show in the window, each with the file it stands in. */
export function sentencesOfCore(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of ['app', 'main']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const path = `${folder}/${file.replaceAll('\\', '/')}`;
      if (!path.endsWith('.ts') || path.endsWith('.test.ts') || notShown.some((start) => path.startsWith(start)))
        continue;
      const source = readFileSync(join(root, path), 'utf8');
      for (const sentence of sentencesOf(path, source)) if (!found.has(sentence)) found.set(sentence, path);
    }
  }
  return found;
}

/** Templates of the sentences in a source: values are numbered, words chosen by a condition are written out. */
export function sentencesOf(path: string, source: string): string[] {
  const isContract = path.startsWith('app/contract/');
  const found: string[] = [];
  const visit = (node: Node, isPart: boolean): void => {
    // Only what is called: a chain of checks, with their messages, that ends in a description.
    if (isUnspokenCall(node, source)) {
      if (isNode(node.callee)) visit(node.callee, false);
      return;
    }
    if (isUnspoken(node, source)) return;
    const texts = textsOf(node);
    if (texts !== null && !isPart) {
      const spoken = texts.map((parts) => numbered(parts));
      found.push(...spoken.filter((text) => (isContract ? isSentence(text) : isShown(text)) && !code.test(text)));
    }
    // What a text chooses among was written out with it.
    const areParts = texts !== null || (isPart && isChoice(node));
    for (const child of childrenOf(node)) visit(child, areParts);
  };
  // The parser has a type for each kind of node; only kinds and places are looked at.
  const program = parseSync(path, source).program as unknown as Node;
  for (const node of copiedCode.test(path) ? reasonsBelow(program, source) : [program]) visit(node, false);
  return found;
}

function reasonsBelow(node: Node, source: string): Node[] {
  return node.type === 'CallExpression' && nameOf(node.callee, source) === 'none'
    ? [node]
    : childrenOf(node).flatMap((child) => reasonsBelow(child, source));
}

function isUnspokenCall(node: Node, source: string): boolean {
  return (
    (node.type === 'CallExpression' || node.type === 'NewExpression') && unspokenCalls.test(nameOf(node.callee, source))
  );
}

function isUnspoken(node: Node, source: string): boolean {
  if (/^(Import|TS(?!AsExpression|SatisfiesExpression|NonNull))/.test(node.type)) return true;
  return node.type === 'Property' && unspokenProperties.test(nameOf(node.key, source).replaceAll(/['"]/g, ''));
}

function nameOf(node: unknown, source: string): string {
  return isNode(node) ? source.slice(node.start, node.end) : '';
}

/** All texts that a literal, a template or a sum of them can become; `null` stands for a value. */
function textsOf(node: Node): (string | null)[][] | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [[node.value]] : null;
  if (node.type === 'TemplateLiteral') return templateTexts(node);
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
  const [left, right] = childrenOf(node).map(textsOf);
  if (left == null && right == null) return null;
  return joined([left ?? [[null]], right ?? [[null]]]);
}

function templateTexts(node: Node): (string | null)[][] {
  const expressions = Array.isArray(node.expressions) ? node.expressions.filter(isNode) : [];
  const quasis = Array.isArray(node.quasis) ? node.quasis.filter(isNode) : [];
  return joined(
    quasis.flatMap((quasi, at) => {
      const expression = expressions[at];
      const text = [[cookedOf(quasi)]];
      return expression === undefined ? [text] : [text, choicesOf(expression)];
    }),
  );
}

function cookedOf(quasi: Node): string {
  // A quasi of a template without tag always has its text.
  return (quasi.value as { cooked: string }).cooked;
}

/** The words among which a condition chooses, or a value. */
function choicesOf(node: Node): (string | null)[][] {
  if (node.type === 'ParenthesizedExpression') return childrenOf(node).flatMap(choicesOf);
  if (!isChoice(node)) return textsOf(node) ?? [[null]];
  return [node.consequent, node.alternate].filter(isNode).flatMap(choicesOf);
}

function isChoice(node: Node): boolean {
  return node.type === 'ConditionalExpression' || node.type === 'ParenthesizedExpression';
}

/** Every way through the alternatives, in their order. */
function joined(alternatives: readonly (string | null)[][][]): (string | null)[][] {
  return alternatives.reduce<(string | null)[][]>(
    (sofar, choices) => sofar.flatMap((before) => choices.map((choice) => [...before, ...choice])),
    [[]],
  );
}

function numbered(parts: readonly (string | null)[]): string {
  let at = -1;
  return parts
    .map((part) => part ?? '{place}')
    .join('')
    .replaceAll('{place}', () => `{${++at}}`);
}

function isShown(text: string): boolean {
  return twoWords.test(text) || shortWords.has(text);
}

function isSentence(text: string): boolean {
  return twoWords.test(text) && /^[\p{Lu}“{0-9].*[.!?…]$/u.test(text);
}

function childrenOf(node: Node): Node[] {
  const isKey = (part: string): boolean => node.type === 'Property' && part === 'key';
  return Object.entries(node).flatMap(([part, value]) =>
    isKey(part) ? [] : (Array.isArray(value) ? value : [value]).filter(isNode),
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
