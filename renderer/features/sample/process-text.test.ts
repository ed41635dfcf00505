import { expect, test } from 'vitest';
import { toTree } from '../../../app/domain/json-tree.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { textOfEntry } from './process-text.ts';

test('a process is found by what stands on the page, and by its files', () => {
  const process = {
    ...{ id: 812, typeName: 'layer thickness measurement', operator: 'r.calvert', externalOperator: null },
    ...{ contentType: 'Institute | layer', lastModifiedUtc: null, finished: true, sampleIds: [] },
    ...{ timestampUtc: '2026-02-03T10:00:00Z', timestampInaccuracy: 0 as const, comments: 'Pad was **scratched**.' },
    fields: toTree([
      ['thickness', 1021],
      ['layer 1', { chamber: 'p1' }],
    ]),
  };
  const rawFile = { processId: 812, field: 'raw_datafile', serverPath: 'raw/26S-001.dat', state: 'found' as const };
  const text = textOfEntry({
    process,
    rawFiles: [{ ...rawFile, localPath: null, sizeBytes: null, message: null }],
    inherited: false,
  });
  for (const words of ['thickness 1021 nm', 'scratched calvert', '26s-001', 'chamber p1', '3 feb 2026'])
    expect(containsWords(text, words), words).toBe(true);
  expect(containsWords(text, 'null')).toBe(false);
});
