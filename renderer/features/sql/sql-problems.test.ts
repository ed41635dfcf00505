import { describe, expect, test } from 'vitest';
import { AppError } from '../../../app/contract/app-error.ts';
import { sqlProblems } from './sql-problems.ts';

const failed = (statement: string, position?: number) => ({
  statement,
  error: new AppError('invalid-input', 'Wrong.', position === undefined ? {} : { details: { position } }),
});

describe('a statement that fails', () => {
  test('is marked at the word that is wrong', () => {
    const statement = 'SELECT a FROM t WHER a > 1';
    expect(sqlProblems(failed(statement, 16), statement)).toEqual([
      { from: 16, to: 20, severity: 'error', message: 'Wrong.' },
    ]);
  });

  test('is marked at its last sign when it ends too early', () => {
    expect(sqlProblems(failed('SELECT a FROM ', 14), 'SELECT a FROM ')).toMatchObject([{ from: 12, to: 13 }]);
  });

  test('is not marked without a place, or when the text is another one by now', () => {
    expect(sqlProblems(failed('SELECT'), 'SELECT')).toEqual([]);
    expect(sqlProblems(failed('SELECT b', 7), 'SELECT a')).toEqual([]);
    expect(sqlProblems(null, '')).toEqual([]);
  });
});
