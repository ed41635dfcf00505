import { describe, expect, test } from 'vitest';
import type { OpenbisDataSetType } from '../../../app/contract/openbis.ts';
import {
  formSections,
  noUpload,
  type PropertyAssignment,
  strangeFields,
  type UploadValues,
  uploadInput,
  withPaths,
} from './upload-draft.ts';

function field(code: string, more: Partial<PropertyAssignment> = {}): PropertyAssignment {
  return {
    ...{ code, label: code, description: null, dataType: 'VARCHAR', isMandatory: false, isComputed: false },
    ...{ isShownInForms: true, takesSeveral: false, section: null, ordinal: null, vocabulary: null, terms: [] },
    ...more,
  };
}

const type: OpenbisDataSetType = {
  ...{ code: 'SCAN', description: null, mainFilePattern: null, mainFilePath: null, disallowsDeletion: false },
  ...{ modifiedMs: null, validationPlugin: null, metaData: {} },
  properties: [
    field('$NAME', { section: 'General' }),
    field('AGE', { section: 'General', isComputed: true }),
    field('HIDDEN', { isShownInForms: false }),
    field('NEEDED', { isShownInForms: false, isMandatory: true, section: 'Details' }),
    field('LATE', { section: 'General' }),
  ],
};

const values: UploadValues = {
  ...{ type: 'SCAN', owner: ' /LAB/PROJ/S1 ', parents: [{ permId: '1-1', name: 'one' }], paths: ['/a', '/b'] },
  properties: { $NAME: 'first', NEEDED: '  ', OTHER: 'of another type', AGE: '3' },
};

describe('an upload', () => {
  test('sends what the type has and was given', () => {
    expect(uploadInput('lab', values, type)).toEqual({
      ...{ connectionId: 'lab', type: 'SCAN', owner: '/LAB/PROJ/S1', parents: ['1-1'] },
      ...{ properties: { $NAME: 'first' }, files: [{ path: '/a' }, { path: '/b' }] },
    });
    expect(uploadInput('lab', noUpload, undefined)).toMatchObject({ properties: {}, files: [] });
  });

  test('has the sections of the type, without what the server computes or hides', () => {
    expect(formSections(type).map(({ title, fields }) => [title, ...fields.map(({ code }) => code)])).toEqual([
      ['General', '$NAME', 'LATE'],
      ['Details', 'NEEDED'],
    ]);
  });

  test('says what was typed for another type', () => {
    expect(strangeFields(values, type)).toEqual(['OTHER', 'AGE']);
  });

  test('takes paths line by line, also quoted as file managers copy them, none twice', () => {
    expect(withPaths(['/a'], '/b\r\n"/c d"\n\n /a \n')).toEqual(['/a', '/b', '/c d']);
  });
});
