import { RequestError } from '../request-error.ts';
import { readTokens, type Token } from './tokens.ts';

export type Operand = { kind: 'constant'; value: number | string } | { kind: 'column'; name: string };

export type Condition =
  | { kind: 'or' | 'and'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; sign: string; left: Operand; right: Operand }
  | { kind: 'in'; left: Operand; list: Operand[] }
  | { kind: 'between'; left: Operand; low: Operand; high: Operand }
  | { kind: 'is-null'; left: Operand }
  | { kind: 'like'; left: Operand; pattern: string }
  | { kind: 'image-exists'; column: Operand };

export function parseCondition(sql: string): Condition {
  return new Parser(readTokens(sql)).whole();
}

const signs = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);

class Parser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  whole(): Condition {
    const condition = this.chain('or');
    if (this.peek().kind !== 'end') this.fail();
    return condition;
  }

  private chain(word: 'or' | 'and'): Condition {
    const next = (): Condition => (word === 'or' ? this.chain('and') : this.negation());
    const parts = [next()];
    while (this.takeWord(word)) parts.push(next());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: word, parts };
  }

  private negation(): Condition {
    if (this.takeWord('not')) return { kind: 'not', part: this.negation() };
    if (!this.takeMark('(')) return this.test();
    const inner = this.chain('or');
    this.needMark(')');
    return inner;
  }

  private test(): Condition {
    const left = this.operand();
    if (left.kind === 'column' && left.name.toLowerCase() === 'drms.image_exists' && this.takeMark('(')) {
      const column = this.operand();
      this.needMark(')');
      return { kind: 'image-exists', column };
    }
    const { kind, text } = this.peek();
    if (kind === 'mark' && signs.has(text)) {
      this.at += 1;
      return { kind: 'compare', sign: text, left, right: this.operand() };
    }
    if (this.takeWord('is')) {
      const negated = this.takeWord('not');
      if (!this.takeWord('null')) this.fail();
      return negate(negated, { kind: 'is-null', left });
    }
    return negate(this.takeWord('not'), this.membership(left));
  }

  private membership(left: Operand): Condition {
    if (this.takeWord('in')) {
      this.needMark('(');
      const list = [this.operand()];
      while (this.takeMark(',')) list.push(this.operand());
      this.needMark(')');
      return { kind: 'in', left, list };
    }
    if (this.takeWord('between')) {
      const low = this.operand();
      if (!this.takeWord('and')) this.fail();
      return { kind: 'between', left, low, high: this.operand() };
    }
    if (this.takeWord('like') && this.peek().kind === 'string') {
      this.at += 1;
      return { kind: 'like', left, pattern: this.tokens[this.at - 1]?.text ?? '' };
    }
    return this.fail();
  }

  private operand(): Operand {
    const { kind, text } = this.peek();
    if (kind === 'mark' || kind === 'end') this.fail();
    this.at += 1;
    if (kind === 'name') return { kind: 'column', name: text };
    return { kind: 'constant', value: kind === 'number' ? Number(text) : text };
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' };
  }

  private takeWord(word: string): boolean {
    const { kind, text } = this.peek();
    const fits = kind === 'name' && text.toLowerCase() === word;
    if (fits) this.at += 1;
    return fits;
  }

  private takeMark(mark: string): boolean {
    const { kind, text } = this.peek();
    const fits = kind === 'mark' && text === mark;
    if (fits) this.at += 1;
    return fits;
  }

  private needMark(mark: string): void {
    if (!this.takeMark(mark)) this.fail();
  }

  private fail(): never {
    throw new RequestError(`Bad record-set query: syntax error in SQL at or near "${this.peek().text}"`);
  }
}

function negate(negated: boolean, part: Condition): Condition {
  return negated ? { kind: 'not', part } : part;
}
