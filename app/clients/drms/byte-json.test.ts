import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiOf, type CellSink, JsonByteReader, type JsonListener, JsonSyntaxError } from './byte-json.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Puts together what the reader tells. */
class Builder implements JsonListener {
  readonly root: { value?: Json } = {};
  private readonly open: (Json[] | { [key: string]: Json })[] = [];
  private readonly withSinks: boolean;

  constructor(withSinks: boolean) {
    this.withSinks = withSinks;
  }

  private put(key: string | undefined, value: Json): void {
    const parent = this.open.at(-1);
    if (parent === undefined) this.root.value = value;
    else if (Array.isArray(parent)) parent.push(value);
    // As JSON.parse does, `__proto__` is a name like any other.
    else Object.defineProperty(parent, key ?? '', { value, enumerable: true, configurable: true, writable: true });
  }

  startObject(key: string | undefined): void {
    const value = {};
    this.put(key, value);
    this.open.push(value);
  }

  endObject(): void {
    this.open.pop();
  }

  startArray(key: string | undefined): CellSink | undefined {
    const value: Json[] = [];
    this.put(key, value);
    this.open.push(value);
    if (!this.withSinks) return undefined;
    return { add: (bytes, from, to) => void value.push(asciiOf(bytes, from, to)), skip: () => void value.push(null) };
  }

  endArray(): void {
    this.open.pop();
  }

  scalar(key: string | undefined, bytes: Uint8Array, from: number, to: number, isString: boolean): void {
    const text = asciiOf(bytes, from, to);
    this.put(key, isString ? text : (JSON.parse(text) as Json));
  }
}

function read(text: string, cuts: readonly number[] = [], withSinks = false): Json | undefined {
  const bytes = Buffer.from(text, 'latin1');
  const builder = new Builder(withSinks);
  const reader = new JsonByteReader(builder);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (const [index, start] of places.entries()) reader.push(bytes.subarray(start, places[index + 1] ?? bytes.length));
  reader.end();
  return builder.root.value;
}

/** As far as one byte per character goes; a changed escape can name any character. */
function inLatin1(value: Json): Json {
  const cut = (text: string): string => text.replace(/[\u0100-\uffff]/g, '?');
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value)) return value.map(inLatin1);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [cut(key), inLatin1(child)]));
}

const latin1Text = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const { value: jsonValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false, 0, -0.5, 12, 1e-7, 123456789012, 1e300),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    latin1Text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(latin1Text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
/** Any spelling of a value: with and without blanks, escapes where none are needed. */
const jsonText = fc
  .tuple(jsonValue, fc.constantFrom(undefined, 1, '\t', ' \r\n'), fc.boolean())
  .map(([value, indent, escaped]) => {
    const text = JSON.stringify(value, null, indent);
    return escaped ? text.replaceAll('/', '\\/').replaceAll('é', '\\u00E9') : text;
  });
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('JSON from bytes', () => {
  it('any JSON in any cutting into pieces gives the same as JSON.parse', () => {
    fc.assert(
      fc.property(jsonText, cuts, (text, places) => {
        expect(read(text, places)).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('byte by byte too', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(
          read(
            text,
            Array.from({ length: text.length }, (_, place) => place),
          ),
        ).toEqual(JSON.parse(text));
      }),
    );
  });

  it('lists of scalars reach their sink in any cutting', () => {
    const scalar = fc.oneof(latin1Text, fc.integer(), fc.constantFrom(null, true, 1.5));
    fc.assert(
      fc.property(fc.array(scalar), cuts, fc.constantFrom(undefined, 1), (values, places, indent) => {
        const expected = values.map((value) => (value === null ? null : String(value)));
        expect(read(JSON.stringify({ a: values }, null, indent), places, true)).toEqual({ a: expected });
      }),
    );
  });

  it('takes and refuses the same texts as JSON.parse', () => {
    const sign = fc.constantFrom(...'{}[]",:\\/ntrue01.-+eE \n\u0001é');
    const change = fc.record({ place: fc.nat(), cut: fc.nat(2), sign: fc.oneof(sign, fc.constant('')) });
    fc.assert(
      fc.property(jsonText, fc.array(change, { minLength: 1, maxLength: 2 }), cuts, (text, changes, places) => {
        let changed = text;
        for (const { place, cut, sign: added } of changes) {
          const at = place % (changed.length + 1);
          changed = changed.slice(0, at) + added + changed.slice(at + cut);
        }
        let expected: Json;
        try {
          expected = JSON.parse(changed) as Json;
        } catch {
          expect(() => read(changed, places)).toThrow(JsonSyntaxError);
          return;
        }
        expect(read(changed, places)).toEqual(inLatin1(expected));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', 'The answer ends too early at byte 0'],
    ['{"a":1', 'The answer ends too early at byte 6'],
    ['{"a":"x', 'The answer ends too early at byte 5'],
    ['{"a" 1}', 'A colon is missing at byte 5'],
    ['{"a":1 "b":2}', 'A comma or an end is missing at byte 7'],
    ['{"a":1,}', 'The name of a member is missing at byte 7'],
    ['[1,]', 'This is no value at byte 3'],
    ['[1}', 'A comma or an end is missing at byte 2'],
    ['[012]', 'This is no value at byte 1'],
    ['[nope]', 'This is no value at byte 1'],
    ['["a\nb"]', 'There is a control character in a string at byte 3'],
    ['["a\\xb"]', 'There is an unknown escape in a string at byte 4'],
    ['["a\\u00g0"]', 'There is an unknown escape in a string at byte 4'],
    ['{} {}', 'There is text behind the end at byte 3'],
  ])('%j: %s', (text, message) => {
    for (const places of [[], [1], [2, 4, 5, 6]]) {
      expect(() => read(text, places)).toThrow(message);
      expect(() => read(text, places, true)).toThrow(message);
    }
  });

  it('refuses what is nested too deep, at once', () => {
    const deep = 1_000_000;
    expect(() => read('['.repeat(deep))).toThrow('nested too deep at byte 64');
    expect(() => read('{"a":'.repeat(deep))).toThrow('nested too deep at byte 320');
    expect(read(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeDefined();
  });

  it('refuses a text without end before it takes the memory', () => {
    const reader = new JsonByteReader(new Builder(false));
    reader.push(Buffer.from('{"a":"'));
    const piece = Buffer.alloc(65_536, 'x');
    expect(() => {
      for (let count = 0; count < 10_000; count++) reader.push(piece);
    }).toThrow('A text is longer than 1048576 bytes');
  });

  it('what ISO 8859-1 cannot say becomes a question mark', () => {
    expect(read('"\\u00e9\\u20ac"')).toBe('é?');
  });
});
