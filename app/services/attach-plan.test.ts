import { describe, expect, test } from 'vitest';
import type { Result } from '../domain/juliabase.ts';
import {
  type AttachContent,
  basisOf,
  decideAction,
  type ExistingAttachment,
  listChanges,
  requestPreview,
} from './attach-plan.ts';

const table = {
  headings: ['sample', 'E_a/eV'],
  rows: [
    ['a', '0.482'],
    ['b', ''],
  ],
};
const content: AttachContent = {
  draft: {
    title: 'Conductivity (Arrhenius)',
    comments: 'Fit.',
    timestampUtc: '2026-11-21T13:02:00.000Z',
    timestampInaccuracy: 0,
    imageFormat: 'png',
    columns: ['sample', 'ea'],
    attachToSeries: true,
    attachToSamples: true,
    editDescription: '',
  },
  table,
  image: { bytes: new Uint8Array(9), fileName: 'figure.png', sha256: 'aa' },
  seriesName: 'S',
  sampleIds: [1, 2],
  sampleNames: ['a', 'b'],
};
const result: Result = {
  id: 57,
  contentType: 'Samples database – core | result',
  typeName: 'result',
  timestampUtc: '2026-11-21T13:02:00Z',
  timestampInaccuracy: 0,
  operator: 'r.calvert',
  externalOperator: null,
  comments: 'Fit.\n\n[quarry:…]',
  lastModifiedUtc: null,
  finished: true,
  sampleIds: [1, 2],
  fields: { kind: 'object', entries: [] },
  title: 'Conductivity (Arrhenius)',
  imageType: 'png',
  table,
  seriesNames: ['S'],
};
const existing: ExistingAttachment = {
  result,
  comments: 'Fit.',
  state: { title: result.title, comments: result.comments, table, imageSha256: 'aa' },
};

describe('what attaching a figure again would do', () => {
  test('nothing, if the server holds it so already', () => {
    expect(decideAction(content, null)).toBe('create');
    expect(decideAction(content, existing)).toBe('unchanged');
  });

  test('a changed cell is named by its sample and heading', () => {
    const changed = {
      ...content,
      table: {
        ...table,
        rows: [
          ['a', '0.483'],
          ['b', ''],
        ],
      },
    };
    expect(decideAction(changed, existing)).toBe('update');
    expect(listChanges(changed, existing)).toEqual([{ what: 'a, E_a/eV', before: '0.482', after: '0.483' }]);
  });

  test('a changed image, comment and a new member are changes; samples of others are left alone', () => {
    const more: ExistingAttachment = { ...existing, result: { ...result, sampleIds: [1, 2, 99] } };
    expect(listChanges(content, more)).toEqual([]);
    const changed = {
      ...content,
      sampleIds: [1, 2, 3],
      image: { ...content.image, sha256: 'bb' },
      draft: { ...content.draft, comments: 'New.' },
    };
    expect(listChanges(changed, existing).map((change) => change.what)).toEqual(['Comments', 'Image', 'Samples']);
  });

  test('the basis moves with everything an edit could overwrite', () => {
    const basis = basisOf(existing);
    expect(basisOf({ ...existing })).toBe(basis);
    expect(basisOf({ ...existing, state: { ...existing.state, comments: 'other' } })).not.toBe(basis);
    expect(basisOf({ ...existing, state: { ...existing.state, imageSha256: null } })).not.toBe(basis);
  });

  test('the preview of the request leaves empty cells out, as the request does', () => {
    const fields = requestPreview(content, 'Fit.\n\n[quarry:…]', 'r.calvert').map(({ field }) => field);
    expect(fields).toContain('1_0-value');
    expect(fields).not.toContain('1_1-value');
  });
});
