import { findKeyword, type SeriesStructure } from '../drms/series-structure.ts';
import { parseTime } from '../time/parse-time.ts';
import { conditionParts } from './conditions.ts';
import { nearMisses } from './near-miss.ts';
import { implicitColumns, type SqlToken, sqlTokens, sqlWords } from './sql.ts';
import type { RecordSetProblem, Word } from './syntax.ts';

const longestTimeLiteral = 40;

/** Problems of the text between `[?` and `?]`. */
export function checkQuery(query: Word, structure: SeriesStructure | undefined): RecordSetProblem[] {
  const problems: RecordSetProblem[] = [];
  const tokens = sqlTokens(query.text);
  const tell = (
    token: { from: number; to: number },
    severity: RecordSetProblem['severity'],
    message: string,
    remedy: string,
    suggestions: string[] = [],
  ): void => {
    problems.push({ from: query.from + token.from, to: query.from + token.to, severity, message, remedy, suggestions });
  };

  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'unclosed') {
      const isTime = token.text.startsWith('$');
      tell(
        token,
        'error',
        `The ${isTime ? 'time $(' : 'text'} is not closed.`,
        `Write ${isTime ? ')' : token.text[0]} behind it.`,
      );
    }
    if (token.kind === 'time') checkTimeLiteral(token, tell);
    if (token.text === ';')
      tell(token, 'error', 'A query may not hold a semicolon.', 'Write one condition, joined by and or or.');
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth < 0) {
      tell(token, 'error', 'A bracket ) closes nothing.', 'Leave it out.');
      depth = 0;
    }
    if (structure && token.kind === 'name' && tokens[index + 1]?.text !== '(') checkName(token, structure, tell);
  }
  if (depth > 0)
    tell({ from: 0, to: query.text.length }, 'error', 'A bracket ( is not closed.', 'Write ) behind the condition.');
  // With such mistakes nobody knows where a condition ends.
  return problems.some(({ severity }) => severity === 'error') ? problems : [...problems, ...unfinishedParts(query)];
}

function unfinishedParts(query: Word): RecordSetProblem[] {
  return conditionParts(query.text).flatMap(({ isFinished, tokens, from, to }, index) => {
    if (isFinished) return [];
    const [first, second] = tokens;
    const remedy = first && !second ? `Compare it with a value, as in ${first.text} > 0.` : 'Write what is missing.';
    const message = `Condition ${index + 1} is unfinished.`;
    const span = { from: query.from + from, to: query.from + to };
    return [{ ...span, severity: 'error', message, remedy, suggestions: [], isUnfinished: true }];
  });
}

type Tell = (
  token: SqlToken,
  severity: RecordSetProblem['severity'],
  message: string,
  remedy: string,
  suggestions?: string[],
) => void;

function checkTimeLiteral(token: SqlToken, tell: Tell): void {
  const text = token.text.slice(2, -1);
  const reading = parseTime(text);
  if (reading.kind === 'problem') tell(token, 'error', reading.message, reading.remedy);
  else if (reading.kind === 'time' && !reading.hasZone) {
    tell(
      token,
      'warning',
      'Without a zone the server takes the time for UTC.',
      `Write $(${text}_TAI) or $(${text}_UTC).`,
      [`$(${text}_TAI)`, `$(${text}_UTC)`],
    );
  } else if (text.length > longestTimeLiteral) {
    tell(token, 'error', `A time in a query has at most ${longestTimeLiteral} characters.`, 'Write fewer decimals.');
  }
}

function checkName(token: SqlToken, structure: SeriesStructure, tell: Tell): void {
  const lower = token.text.toLowerCase();
  const isKnown =
    (sqlWords as readonly string[]).includes(lower) ||
    (implicitColumns as readonly string[]).includes(lower) ||
    findKeyword(structure, token.text) !== undefined ||
    lower.includes('.');
  if (isKnown) return;
  const names = structure.keywords.map(({ name }) => name);
  const suggestions = nearMisses(token.text, names);
  const remedy = suggestions[0] ? `Did you mean ${suggestions.join(', ')}?` : 'Texts stand in apostrophes.';
  tell(token, 'warning', `${structure.name} has no keyword ${token.text}.`, remedy, suggestions);
}
