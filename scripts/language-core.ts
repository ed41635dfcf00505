import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { root } from './root.ts';

/** Folders and files whose words no window shows: other hosts, the demo servers, what is written as code or SQL. */
const notShown =
  /^(hosts|demo|testing|contract\/commands|domain\/code|domain\/drms\/code|domain\/table-files\/(ecsv|votable|fields)|clients\/juliabase\/office|services\/crawl\/(crawl-log|crawl-mail|install-lines)|services\/mining-sql|columns\/process\/(database|diff-sql|diff-tables|summaries)|collections\/(folder-texts|ro-crate)|services\/collection-data|find\/find-schema|find\/thing-row|store\/query-tables|domain\/field-units|clients\/openbis\/references|clients\/juliabase\/institute\/demo-institute|clients\/http\/request-body|domain\/number-format|contract\/page-policy|services\/publishing\/recipe-file|contract\/news)\b/;
/** What is written to a log, a database or the list of commands. */
const unspokenCalls =
  /(^|\.)(describe|prepare|prepared|exec|run|startsWith|includes|replaceAll|write)$|(^|\.)(log|journal)\??\.\w+$|\breads\.read$|^(BrokenFrames|OtherVersionError|DamagedRowError|HttpSyntaxError|NewerSchemaError|RegExp)$/;
const unspokenProperties =
  /^(description|sql|keywords|summary|about|comment|editDescription|defaultFontFamily|fontFamily|ticklabeloverflow|relation|format|accept-encoding|authorization|jsonKey|typeName|aFewSeconds)$/;
const code =
  /^\s*(SELECT|INSERT|WITH|CREATE|UPDATE|DELETE|PRAGMA|SET|CASE|CAST|WHERE|ORDER|FROM|ALTER|DROP|ASOF|LINE|WHEN|GET|POST)\b|IS (NOT )?NULL|^\(|^\w+\([^)]*\) (OVER|FILTER|AS)|^\{[^}]*\} (FILTER|AND|AS|BETWEEN|IN|DESC|ASC|NULLS|domain|node)\b|= @|^\w+ = \w|^<|charset=|octet-stream|boundary=|^--|-src |DejaVu|^\w+\(.*\)( AS \w+)?$|^r\.\{|\b0 obj\b|\b\d+px\b|metadata|width=|\[\?|^\S+-\S+ \{0\}$|^\{quarry:|IS NOT DISTINCT|^count\(|^IERS |^Application Support$/;
const twoWords = /\p{L}{2,}[,;:.]? (.*\p{L}{2}|\{)|\{\d+\}.* \p{L}{2,}/u;

/** Shown alone or as values of sentences: phases of jobs, labels of choices, names of fields, what is counted. */
const singleWords = new Set(
  `Done Downloading Checking Sending Created Withdraw Title Comments Table Samples Series Time Operator Name Location
  Responsible Purpose Tags Topic Conductivity Resistivity Yes Pixels Degrees Width Height Scale Interpolate Method
  Projection Columns Rows Components Grey Sample Samples sample samples series files records things rows result results
  figure figures record object objects dataset datasets`.split(/\s+/),
);

interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** Templates of all sentences that the core can show in the window, each with the file it stands in. */
export function sentencesOfCore(): Map<string, string> {
  const found = new Map<string, string>();
  const app = join(root, 'app');
  for (const path of readdirSync(app, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts') || notShown.test(path)) continue;
    const source = readFileSync(join(app, path), 'utf8');
    for (const sentence of sentencesOf(path, source)) if (!found.has(sentence)) found.set(sentence, path);
  }
  return found;
}

/** Templates of the sentences in a source: values are numbered, words chosen by a condition are written out. */
export function sentencesOf(path: string, source: string): string[] {
  const isContract = path.startsWith('contract/');
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
  visit(parseSync(path, source).program as unknown as Node, false);
  return found;
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
  return twoWords.test(text) || singleWords.has(text);
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
