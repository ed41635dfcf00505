import {
  type EvalFunction,
  isFunctionNode,
  isOperatorNode,
  isParenthesisNode,
  isSymbolNode,
  isUnit,
  log,
  type MathNode,
  unit as mathUnit,
  parse,
  type Unit,
} from 'mathjs';
import { formulaConstants, formulaFunctions } from '../domain/mining/formula-words.ts';
import { unitText } from './unit-text.ts';

/** A column that a formula may name. */
export interface FormulaColumn {
  name: string;
  unit: string | null;
  isNumber: boolean;
}

/** Why a formula cannot be used. */
export interface FormulaProblem {
  message: string;
  /** First character of the place in the text, from 1; null where it has none. */
  at: number | null;
}

export interface Formula {
  /** Columns that it names, each once. */
  inputs: string[];
  /** It writes a unit somewhere, so columns are taken with theirs. */
  usesUnits: boolean;
  /** Of the answers; null where they have none. Known after the first answer if none was wished. */
  unit(): string | null;
  /**
   * The answer for the values of `inputs`, in their order; NaN where it is no real number.
   * @throws Error in words for units that do not fit.
   */
  evaluate(values: readonly number[]): number;
}

/** All that a formula may call. Nothing of it can read, write, define or go on for ever. */
const functions = new Set(formulaFunctions.map(({ name }) => name));
const boltzmannEvPerK = 8.617333262e-5;
const constants = new Set(formulaConstants.map(({ name }) => name));
const allowedNodes = new Set(['ConstantNode', 'SymbolNode', 'OperatorNode', 'FunctionNode', 'ParenthesisNode']);
const moreNodes = new Set(['ConditionalNode', 'RelationalNode']);
const longest = 1000;

/** @param wishedUnit Into which answers with a unit are converted. */
export function readFormula(
  text: string,
  columns: readonly FormulaColumn[],
  wishedUnit: string | null,
): Formula | FormulaProblem {
  if (text.length > longest) return { message: `A formula has at most ${longest} characters.`, at: longest };
  const plain = plainSigns(text);
  let tree: MathNode;
  try {
    tree = parse(plain);
  } catch (error) {
    return syntaxProblem(error, text);
  }
  const known = new Map(columns.map((column) => [column.name, column]));
  const names = namesOf(tree, plain);
  const problem = nodeProblem(tree) ?? names.map((name) => nameProblem(name, known)).find((one) => one !== null);
  if (problem !== null && problem !== undefined) return problem;
  const inputs = columns.filter(({ name }) => names.some((one) => one.name === name && !one.isCalled));
  const usesUnits = names.some(({ name, isCalled }) => !isCalled && !known.has(name) && !constants.has(name));
  return runnable(tree, inputs, usesUnits, wishedUnit);
}

/** One character each, so that places stay right. */
function plainSigns(text: string): string {
  return text.replaceAll('·', '*').replaceAll('×', '*').replaceAll('−', '-').replaceAll('µ', 'u');
}

/** Names in a formula that are not called, each once, in the order in which they are written; none if it is wrong. */
export function freeNames(text: string): string[] {
  const plain = plainSigns(text);
  try {
    const names = namesOf(parse(plain), plain).filter(({ isCalled }) => !isCalled);
    return [...new Set(names.toSorted((a, b) => a.at - b.at).map(({ name }) => name))];
  } catch {
    return [];
  }
}

function runnable(
  tree: MathNode,
  inputs: readonly FormulaColumn[],
  usesUnits: boolean,
  wishedUnit: string | null,
): Formula {
  const compiled = tree.compile();
  const scope = new Map<string, unknown>([
    ['ln', log],
    ['kB', usesUnits ? mathUnit(boltzmannEvPerK, 'eV/K') : boltzmannEvPerK],
  ]);
  const units = inputs.map(({ unit }) => (usesUnits ? knownUnit(unit) : null));
  let unit = wishedUnit === null ? null : (knownUnit(wishedUnit) ?? wishedUnit);
  const carried = usesUnits || wishedUnit !== null ? null : carriedUnit(compiled, inputs);
  return {
    inputs: inputs.map(({ name }) => name),
    usesUnits,
    unit: () => wishedUnit ?? unit ?? carried?.unit() ?? null,
    evaluate(values) {
      for (const [place, { name }] of inputs.entries()) {
        const value = values[place] ?? Number.NaN;
        const of = units[place];
        scope.set(name, of == null ? value : mathUnit(value, of));
      }
      const answer = evaluated(compiled, tree, scope);
      if (typeof answer === 'number') {
        carried?.look(values, answer);
        return answer;
      }
      if (typeof answer === 'boolean') return Number(answer);
      if (!isUnit(answer)) return Number.NaN;
      unit ??= unitOfAnswer(answer);
      return unit === '' ? Number(answer.toSI().value) : answer.toNumber(unit);
    },
  };
}

/**
 * The unit that columns bring along where a formula writes none, as in `thickness / 2`: known once it is seen that with
 * units the same number comes out. Null where no column has one.
 */
function carriedUnit(
  compiled: EvalFunction,
  inputs: readonly FormulaColumn[],
): { look(values: readonly number[], answer: number): void; unit(): string | null } | null {
  const units = inputs.map(({ unit }) => knownUnit(unit));
  if (units.every((unit) => unit === null)) return null;
  let found: string | null = null;
  let isKnown = false;
  return {
    unit: () => found,
    look(values, answer) {
      // Nothing is told by a zero: it is that in all units.
      if (isKnown || answer === 0 || !Number.isFinite(answer)) return;
      isKnown = true;
      found = unitOf(compiled, { inputs, units, values, answer });
    },
  };
}

function unitOf(
  compiled: EvalFunction,
  given: {
    inputs: readonly FormulaColumn[];
    units: readonly (string | null)[];
    values: readonly number[];
    answer: number;
  },
): string | null {
  const scope = new Map<string, unknown>([
    ['ln', log],
    ['kB', mathUnit(boltzmannEvPerK, 'eV/K')],
  ]);
  for (const [place, { name }] of given.inputs.entries()) {
    const [value, unit] = [given.values[place] ?? Number.NaN, given.units[place]];
    scope.set(name, unit == null ? value : mathUnit(value, unit));
  }
  try {
    const answer: unknown = compiled.evaluate(scope);
    if (!isUnit(answer)) return null;
    const text = unitOfAnswer(answer);
    return text !== '' && Math.abs(answer.toNumber(text) / given.answer - 1) < 1e-9 ? text : null;
  } catch {
    // Its units do not fit together; as plain numbers they do.
    return null;
  }
}

function evaluated(compiled: EvalFunction, tree: MathNode, scope: Map<string, unknown>): unknown {
  try {
    return compiled.evaluate(scope);
  } catch (error) {
    throw new Error(misfitIn(tree, scope) ?? (error instanceof Error ? error.message : String(error)), {
      cause: error,
    });
  }
}

/** The innermost part whose units do not fit, with them: mathjs names neither. */
function misfitIn(tree: MathNode, scope: Map<string, unknown>): string | null {
  const parts = argumentsOf(tree);
  for (const part of parts) {
    const inside = misfitIn(part, scope);
    if (inside !== null) return inside;
  }
  if (resultOf(tree, scope) !== null) return null;
  const units = parts.map((part) => resultOf(part, scope)).map((value) => (isUnit(value) ? value.formatUnits() : ''));
  const [one, other] = units;
  if (units.every((unit) => unit === '')) return null;
  if (other === undefined) return `“${tree.toString()}” needs a number without a unit, not ${one}`;
  if (one === '' || other === '')
    return `${one || other} and a number without a unit do not fit together in “${tree.toString()}”`;
  return `${one} and ${other} do not fit together in “${tree.toString()}”`;
}

function argumentsOf(node: MathNode): MathNode[] {
  if (isParenthesisNode(node)) return [node.content];
  return isOperatorNode(node) || isFunctionNode(node) ? node.args : [];
}

/** Null where it cannot be computed. */
function resultOf(node: MathNode, scope: Map<string, unknown>): unknown {
  try {
    return node.evaluate(scope) ?? null;
  } catch {
    return null;
  }
}

function unitOfAnswer(answer: Unit): string {
  // Known by the text that mathjs itself writes, so that the next answers are converted into the same.
  return answer.simplify().formatUnits();
}

/** As mathjs writes it; null if it does not know the unit. */
function knownUnit(unit: string | null): string | null {
  if (unit === null) return null;
  const text = unitText(unit);
  try {
    mathUnit(1, text);
    return text;
  } catch {
    return null;
  }
}

interface NameInFormula {
  name: string;
  isCalled: boolean;
  /** From 1. */
  at: number;
}

function namesOf(tree: MathNode, text: string): NameInFormula[] {
  const names: NameInFormula[] = [];
  tree.traverse((node, path) => {
    if (!isSymbolNode(node)) return;
    const before = names.filter(({ name }) => name === node.name).length;
    names.push({ name: node.name, isCalled: path === 'fn', at: placeOfName(text, node.name, before) });
  });
  return names;
}

function placeOfName(text: string, name: string, before: number): number {
  const found = [...text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)].filter(([word]) => word === name);
  return (found[before]?.index ?? found[0]?.index ?? 0) + 1;
}

function nameProblem(
  { name, isCalled, at }: NameInFormula,
  columns: Map<string, FormulaColumn>,
): FormulaProblem | null {
  if (isCalled)
    return functions.has(name) ? null : { message: `“${name}” at character ${at} is no function of formulas.`, at };
  const column = columns.get(name);
  if (column !== undefined)
    return column.isNumber ? null : { message: `“${name}” at character ${at} holds no numbers.`, at };
  if (constants.has(name) || knownUnit(name) !== null) return null;
  return { message: `“${name}” at character ${at} is no column, function or unit.`, at };
}

function nodeProblem(tree: MathNode): FormulaProblem | null {
  let problem: FormulaProblem | null = null;
  tree.traverse((node) => {
    if (problem !== null || allowedNodes.has(node.type) || moreNodes.has(node.type)) return;
    problem = { message: `“${node.toString().slice(0, 40)}” is no part of a formula here.`, at: null };
  });
  return problem;
}

function syntaxProblem(error: unknown, text: string): FormulaProblem {
  const message = error instanceof Error ? error.message.replace(/\s*\(char \d+\)$/, '') : 'It cannot be read';
  // Set by the parser of mathjs on its own errors.
  const at = error instanceof Error && 'char' in error && typeof error.char === 'number' ? error.char : null;
  const end = at !== null && at > text.length ? 'at its end' : `at character ${at ?? 1}`;
  return { message: `The formula cannot be read ${end}: ${message}.`, at };
}
