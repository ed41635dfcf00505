import { describe, expect, it } from 'vitest';
import { DrmsError } from './drms-error.ts';
import { parseAnswer, TornAnswer } from './tolerant-json.ts';

const parse = (text: string) => parseAnswer(Buffer.from(text, 'latin1'), 'the answer', 'JSOC');
const failureOf = (text: string): DrmsError => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof DrmsError) return error;
    throw error;
  }
  throw new Error('It was taken.');
};

describe('answers of a CGI', () => {
  it('that are JSON stay as they are', () => {
    expect(parse(' {"a":"m\\/s","n":"Größe µ"}\n')).toEqual({ value: { a: 'm/s', n: 'Größe µ' }, repaired: false });
    expect(parse('{"n":"\x80\x9f"}').value).toEqual({ n: '\u0080\u009f' });
  });

  it.each<[string, string, unknown]>([
    ['text before the first brace', 'Content-type: application/json\n\n{"status":0}', { status: 0 }],
    ['controls within strings', '{"units":"a\u0001b\nc\td","status":0}', { units: 'a\u0001b\nc\td', status: 0 }],
    ['a backslash before no escape', '{"units":"\\sigma \\u00g \\/"}', { units: '\\sigma \\u00g /' }],
    ['quotes within strings', '{"note":"the "best" one","b":"2"}', { note: 'the "best" one', b: '2' }],
    ['quotes at the ends of strings', '{"note":""best" of all","c":[""x"y"]}', { note: '"best" of all', c: ['"x"y'] }],
    [
      'a bare message',
      '{"status":1,"errmsg":Series filter format error}',
      { status: 1, errmsg: 'Series filter format error' },
    ],
    ['a bare message without end', '{"status":1,"errmsg":no "such" filter\n}', undefined],
    ['commas before an end', '{"a":[1,2, ],"b":",}",\n}', { a: [1, 2], b: ',}' }],
    ['a list of no series without its beginning', '],"n":0}', { names: [], n: 0, status: 0 }],
  ])('%s', (_, text, value) => {
    if (value === undefined) expect(failureOf(text)).toBeInstanceOf(TornAnswer);
    else expect(parse(text)).toEqual({ value, repaired: true });
  });

  it('never close what was left open', () => {
    expect(failureOf('{"status":0,"data":[{"record":"a"}')).toMatchObject({
      code: 'bad-response',
      message: 'The answer is no valid JSON (34 bytes).',
      source: 'JSOC',
    });
  });

  it('of HTML are never mended, whatever else they hold', () => {
    for (const page of ['<html>{"status":0}</html>', '\n <!DOCTYPE html>', '<{"status":0}']) {
      const failure = failureOf(page);
      expect(failure).not.toBeInstanceOf(TornAnswer);
      expect(failure).toMatchObject({
        message: 'The answer came back as a web page instead of data.',
        details: { beginning: page.trimStart() },
      });
    }
  });

  it('that are empty, no object, or say something else', () => {
    expect(failureOf(' \n')).toBeInstanceOf(TornAnswer);
    expect(failureOf(' \n').message).toBe('The answer came back empty (2 bytes).');
    expect(failureOf('[1]').message).toBe('The answer is JSON, but no object.');
    expect(failureOf('oops, "error": "disk full"').message).toMatch(/It says: disk full$/);
  });

  it('too deep or of too many values are refused before they are built', () => {
    expect(failureOfAny(`{"a":${'['.repeat(100_000)}`)).toMatch(/nested deeper/);
    expect(failureOfAny(`{"a":[${'[],'.repeat(3_000_000)}`)).toMatch(/made of more than/);
  });

  it('names that mean something to JavaScript are names like any other', () => {
    const { value } = parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

function failureOfAny(text: string): string {
  try {
    parse(text);
  } catch (error) {
    return String(error);
  }
  return '';
}
