import { describe, expect, it } from 'vitest';
import { canTest, draftOf, formErrors, formValues } from './connection-draft.ts';

const filled = { ...formValues(null), url: ' https://lab.example/jb ', user: 'r.calvert' };

describe('draftOf', () => {
  it('names a connection after its server unless it has a name', () => {
    expect(draftOf(filled).name).toBe('lab.example');
    expect(draftOf({ ...filled, name: 'Institute lab' }).name).toBe('Institute lab');
  });

  it('sends a password only if one was typed', () => {
    expect(draftOf(filled)).not.toHaveProperty('password');
    expect(draftOf({ ...filled, password: ' s ' }).password).toBe(' s ');
  });

  it('sends empty texts as none and leaves out rules without a folder', () => {
    const draft = draftOf({ ...filled, pathRules: [{ serverPrefix: '', localFolder: ' ' }] });
    expect(draft).toMatchObject({ url: 'https://lab.example/jb', ca: null, proxy: null, pathRules: [] });
  });
});

describe('formErrors', () => {
  it('names what is missing', () => {
    expect(Object.keys(formErrors(formValues(null)))).toEqual(['url', 'user']);
    expect(formErrors(filled)).toEqual({});
  });

  it('takes a personal access token of openBIS in place of a user name', () => {
    const openbis = { ...formValues(null, 'openbis'), url: 'https://openbis.example' };
    expect(formErrors(openbis)).toHaveProperty('user');
    expect(formErrors({ ...openbis, password: '$pat-ada-1x2' })).toEqual({});
    expect(draftOf({ ...openbis, password: '$pat-ada-1x2' })).toMatchObject({ kind: 'openbis', user: '' });
  });

  it('wants a settle window of at least a minute', () => {
    for (const settleWindow of ['59', '', '1e3', '90000'])
      expect(formErrors({ ...filled, settleWindow })).toHaveProperty('settleWindow');
    expect(draftOf({ ...filled, settleWindow: '600', usesMarks: false })).toMatchObject({
      ...{ settleWindowS: 600, usesMarks: false },
    });
  });

  it('asks for the folder of a path', () => {
    const pathRules = [{ serverPrefix: '/mnt/data', localFolder: '' }];
    expect(formErrors({ ...filled, pathRules })).toHaveProperty('pathRules');
  });
});

describe('canTest', () => {
  it('waits for address and user', () => {
    expect(canTest(filled)).toBe(true);
    expect(canTest({ ...filled, url: 'lab.example' })).toBe(false);
  });
});
