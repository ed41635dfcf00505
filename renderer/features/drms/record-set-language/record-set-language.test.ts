import type { SyntaxNodeRef } from '@lezer/common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecordSet } from '../../../../app/domain/record-set/parse.ts';
import type { Filter, Item, RecordSet, Span } from '../../../../app/domain/record-set/syntax.ts';
import { parser } from './record-set.parser.ts';

/** Names and places of what the grammar finds in a text; null if it finds a mistake. */
function nodesOf(text: string): string[] | null {
  const nodes: string[] = [];
  let isRight = true;
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError || isEmptyQuery(node, text)) isRight = false;
      if (compared.has(node.name)) nodes.push(place(node.name, node));
    },
  });
  return isRight ? nodes.sort() : null;
}

/** Left to the judge by the grammar. */
function isEmptyQuery({ name, from, to }: SyntaxNodeRef, text: string): boolean {
  return /Query/.test(name) && text.slice(from + 1, to - 1).trim() === '';
}

const values = ['Time', 'Number', 'Text', 'QuotedText', 'Slot', 'Missing'];
const compared: ReadonlySet<string> = new Set([
  ...['Subset', 'Series', 'Filter', 'Key', 'First', 'Last', 'Range', 'Slice', 'Duration', 'RecnumItem', 'SegmentName'],
  ...values,
]);

function place(name: string, { from, to }: Span): string {
  return `${values.includes(name) ? 'Value' : name} ${from}-${to}`;
}

/** The same of what the judge finds. */
function judgedNodes(text: string): string[] | null {
  const parsed = parseRecordSet(text);
  return parsed.ok ? parsed.sets.flatMap(nodesOfSet).sort() : null;
}

function nodesOfSet(set: RecordSet): string[] {
  return [
    place('Subset', set),
    place('Series', set.series),
    ...set.filters.flatMap((filter) => [place('Filter', filter), ...nodesOfFilter(filter)]),
    ...(set.segments ?? []).map((segment) => place('SegmentName', segment)),
  ];
}

function nodesOfFilter(filter: Filter): string[] {
  if (filter.kind === 'recnums') return filter.items.map((item) => place('RecnumItem', item));
  if (filter.kind !== 'values') return [];
  return [...(filter.key ? [place('Key', filter.key)] : []), ...filter.items.flatMap(nodesOfItem)];
}

function nodesOfItem(item: Item): string[] {
  switch (item.kind) {
    case 'first':
      return [place('First', item)];
    case 'last':
      return [place('Last', item)];
    case 'value':
      return [place('Value', item.value)];
    case 'range': {
      const every = item.every ? [place('Duration', item.every)] : [];
      return [place('Range', item), place('Value', item.start), place('Value', item.end), ...every];
    }
    case 'slice': {
      const every = item.every ? [place('Duration', item.every)] : [];
      return [place('Slice', item), place('Value', item.start), place('Duration', item.length), ...every];
    }
    default:
      return item satisfies never;
  }
}

describe('the grammar agrees with the judge', () => {
  test.each([
    'hmi.v_45s[2016.04.01_TAI/1d@6h]{Dopplergram}',
    'hmi.sharp_720s[][2020.01.01_00:00:35_TAI-2020.01.01_01:00:35_TAI@300.0s]{continuum, magnetogram}',
    'aia.lev1_euv_12s[2014-01-01T00:00:01Z/365d@1d][335]',
    'aia.lev1_euv_12s[2017.08.31_09:00:00-2017.09.10_11:00:00@48s][131][?quality>=0?]{image}',
    'hmi.MEharp_720s[][2014.5.12/10m][! 1=1 !]{field}',
    'hmi.Ic_45s[2010.11.03_10:00:00_TAI][-2147483648]',
    'hmi.M_720s[2017.01.23_TAI],hmi.M_720s[2017.01.24_TAI]',
    'demo.v_45s[CAMERA=2][$]',
    'demo.v_45s[#100-#200@10u]',
    'demo.log[:#10-#20, #$]',
    '# all\nhmi.v_45s [ $ ] # newest\n\nhmi.v_45s[^],\n',
    'a.b["two words","a,b]c",THIN-A][-5--3]',
    "a.b[? T_REC > $(2016.04.01_TAI) and name = 'x]y' ?]",
  ])('%s', (text) => {
    const judged = judgedNodes(text);
    expect(judged).not.toBeNull();
    expect(nodesOf(text)).toEqual(judged);
  });

  test.each(['', 'hmi', '[1]', 'a.b[1', 'a.b[1,]', 'a.b["x]', 'a.b[? x ? 1 ?]', 'a.b[? ?]', 'a.b{}', 'a.b{x}{y}'])(
    'wrong for both: %s',
    (text) => {
      expect(judgedNodes(text)).toBeNull();
      expect(nodesOf(text)).toBeNull();
    },
  );

  test.each(['hmi.v -2016.04.01_TAI', '1 -2', '1- 2', '1 /1d', '1/ 1d', '1/1d @2d', '1-2@ 1d'])(
    'nothing of a range or slice is set apart: %s',
    (item) => {
      expect(judgedNodes(`a.b[${item}]`)).toBeNull();
      expect(nodesOf(`a.b[${item}]`)).toBeNull();
    },
  );

  test('on any text', () => {
    const pieces = fc.constantFrom(
      ...['hmi.v', '[', ']', '{', '}', '?', '!', ',', ';', '\n', ' ', '#', '"', "'", '^', '$', ':', '-', '/', '@'],
      ...['2016.04.01_TAI', '1d', '7', '#7', '\\', '=', 'KEY', '[?', '?]', '[!', '!]', 'image', '$(', ')', '<>', '[1]'],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 6 }).map((parts) => `hmi.v[${parts.join('')}]{image}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(nodesOf(text)).toEqual(judgedNodes(text));
      }),
      { numRuns: 5000 },
    );
  });
});
