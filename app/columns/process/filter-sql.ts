import { AppError } from '../../contract/app-error.ts';
import type { ColumnFilter, ColumnSort, CompareOperator, FilterValue, StoredColumn } from '../../domain/columns.ts';
import { valueName } from './append.ts';
import type { BoundValue } from './database.ts';

type Columns = readonly StoredColumn[];

interface Condition {
  sql: string;
  values: BoundValue[];
}

const operators: Readonly<Record<CompareOperator, string>> = {
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const largestInteger = 2n ** 63n;
const mostParts = 500;
const mostSorts = 16;

/** `WHERE …` with its bound values, or nothing. @throws AppError 'invalid-input' naming the column that does not fit. */
export function whereSql(columns: Columns, filter: ColumnFilter | null): Condition {
  if (filter === null) return { sql: '', values: [] };
  const builder = new ConditionBuilder(columns);
  return { sql: `WHERE ${builder.condition(filter)}`, values: builder.values };
}

/** `ORDER BY …`, or nothing. Missing cells come last both ways; equal rows stay in their order. */
export function orderSql(columns: Columns, sort: readonly ColumnSort[], rowNumber: string): string {
  if (sort.length === 0) return '';
  if (sort.length > mostSorts)
    throw new AppError('invalid-input', `A table can be sorted by ${mostSorts} columns at most.`, {
      remedy: 'Choose fewer columns.',
    });
  const keys = sort.map(
    ({ column, descending }) => `${valueName(placeOf(columns, column))} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  return `ORDER BY ${keys.join(', ')}, ${rowNumber}`;
}

export function placeOf(columns: Columns, name: string): number {
  const place = columns.findIndex((column) => column.name === name);
  if (place >= 0) return place;
  throw new AppError('invalid-input', `The table has no column “${String(name).slice(0, 80)}”.`, {
    remedy: 'Choose one of its columns.',
  });
}

class ConditionBuilder {
  readonly values: BoundValue[] = [];
  private readonly columns: Columns;
  private parts = 0;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  condition(filter: ColumnFilter): string {
    this.parts += 1;
    if (this.parts > mostParts)
      throw new AppError('invalid-input', `A filter can have ${mostParts} conditions at most.`, {
        remedy: 'Leave some out, or use ranges.',
      });
    switch (filter.kind) {
      case 'and':
      case 'or':
        return this.joined(filter);
      case 'compare':
        return this.compare(filter.column, filter.operator, filter.value);
      case 'between': {
        const [from, to] = [
          this.compare(filter.column, '>=', filter.from),
          this.compare(filter.column, '<=', filter.to),
        ];
        return `(${from} AND ${to})`;
      }
      case 'contains':
        return this.contains(filter.column, filter.text, filter.negated === true);
      case 'isMissing': {
        const name = valueName(placeOf(this.columns, filter.column));
        return `(${name} IS ${filter.negated === true ? 'NOT ' : ''}NULL)`;
      }
      case 'bits':
        return this.bits(filter.column, filter.mask, filter.negated === true);
      default:
        filter satisfies never;
        throw new AppError('invalid-input', 'The filter has a condition of an unknown kind.', {
          remedy: 'Use one of and, or, compare, between, contains, isMissing and bits.',
        });
    }
  }

  private joined({ kind, filters }: Extract<ColumnFilter, { kind: 'and' | 'or' }>): string {
    // Nothing to ask for: all rows of `and`, none of `or`.
    if (filters.length === 0) return kind === 'and' ? 'true' : 'false';
    return `(${filters.map((filter) => this.condition(filter)).join(kind === 'and' ? ' AND ' : ' OR ')})`;
  }

  private compare(column: string, operator: CompareOperator, value: FilterValue): string {
    const place = placeOf(this.columns, column);
    const kind = this.columns[place]?.kind;
    const sign = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (sign === undefined)
      throw new AppError('invalid-input', `“${String(operator).slice(0, 20)}” compares nothing.`, {
        remedy: `Use one of ${Object.keys(operators).join(' ')}.`,
      });
    const name = valueName(place);
    const bound = this.bind(column, kind, value);
    // To the database NaN is the largest number of all.
    const isOrder = operator !== '=' && operator !== '!=';
    return isOrder && (kind === 'real' || kind === 'time')
      ? `(${name} ${sign} ${bound} AND NOT isnan(${name}))`
      : `(${name} ${sign} ${bound})`;
  }

  private contains(column: string, text: string, isNegated: boolean): string {
    const place = placeOf(this.columns, column);
    if (this.columns[place]?.kind !== 'text')
      throw new AppError('invalid-input', `The column “${column}” holds no text to look into.`, {
        remedy: 'Compare its values instead.',
      });
    const found = `contains(lower(${valueName(place)}), lower(${this.push(String(text))}))`;
    return isNegated ? `(NOT ${found})` : `(${found})`;
  }

  private bits(column: string, mask: number, isNegated: boolean): string {
    const place = placeOf(this.columns, column);
    const kind = this.columns[place]?.kind;
    if (kind !== 'integer' && kind !== 'longlong')
      throw new AppError('invalid-input', `The column “${column}” has no bits to look at.`, {
        remedy: 'Choose a column of integers.',
      });
    return `((${valueName(place)} & ${this.push(BigInt(mask))}) ${isNegated ? '=' : '<>'} 0)`;
  }

  private bind(column: string, kind: StoredColumn['kind'] | undefined, value: FilterValue): string {
    if (kind === 'text' && typeof value === 'string') return this.push(value);
    if (kind === 'flag' && typeof value === 'boolean') return this.push(value);
    if (kind !== 'text' && kind !== 'flag') {
      if (typeof value === 'bigint' && -largestInteger <= value && value < largestInteger) return this.push(value);
      if (typeof value === 'number' && !Number.isNaN(value))
        // A double would make neighbours of large 64-bit integers equal.
        return Number.isSafeInteger(value) && kind !== 'real' && kind !== 'time'
          ? this.push(BigInt(value))
          : this.push(value);
    }
    throw new AppError('invalid-input', `The column “${column}” cannot be compared with ${shown(value)}.`, {
      remedy: `Give ${kind === 'text' ? 'a text' : kind === 'flag' ? 'yes or no' : 'a number'}.`,
    });
  }

  private push(value: BoundValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

function shown(value: FilterValue): string {
  return typeof value === 'string' ? `“${value.slice(0, 40)}”` : String(value);
}
